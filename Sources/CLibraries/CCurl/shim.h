#pragma once
#include <curl/curl.h>
#include <fcntl.h>

// Swift cannot call variadic functions: one function per kind of argument of curl_easy_setopt and its siblings.

static inline CURLcode shim_setopt_long(CURL *_Nonnull handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_setopt_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl copies the text.
static inline CURLcode shim_setopt_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

// The memory must outlive the handle.
static inline CURLcode shim_setopt_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_setopt_header_callback(
    CURL *_Nonnull handle, curl_write_callback _Nonnull callback, void *_Nonnull context) {
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
}

static inline CURLcode shim_setopt_write_callback(
    CURL *_Nonnull handle, curl_write_callback _Nonnull callback, void *_Nonnull context) {
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
}

static inline CURLcode shim_setopt_read_callback(
    CURL *_Nonnull handle, curl_read_callback _Nonnull callback, void *_Nonnull context) {
    curl_easy_setopt(handle, CURLOPT_READDATA, context);
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
}

static inline CURLcode shim_setopt_seek_callback(
    CURL *_Nonnull handle, curl_seek_callback _Nonnull callback, void *_Nonnull context) {
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, context);
    return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, callback);
}

// Called when a connection, new or reused, is ready and before the request is written to it.
static inline CURLcode shim_setopt_ready_callback(
    CURL *_Nonnull handle, curl_prereq_callback _Nonnull callback, void *_Nonnull context) {
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, context);
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback);
}

// Sockets must not leak into child processes: libcurl 7.88 opens them without SOCK_CLOEXEC.
static inline int shim_close_on_exec(void *context, curl_socket_t socket, curlsocktype purpose) {
    (void)context;
    (void)purpose;
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    return CURL_SOCKOPT_OK;
}

static inline CURLcode shim_setopt_close_on_exec(CURL *_Nonnull handle) {
    return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, shim_close_on_exec);
}

// http and https and nothing else. The option that takes names came with 7.85 and deprecated the one with bits.
static inline CURLcode shim_setopt_web_only(CURL *_Nonnull handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Without this (7.87 and later) the removal of a handle waits for its name look-up to end, and with it every other
// transfer of the thread.
static inline CURLcode shim_setopt_leave_resolver(CURL *_Nonnull handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)handle;
    return CURLE_OK;
#endif
}

static inline CURLcode shim_getinfo_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode shim_multi_setopt_long(CURLM *_Nonnull multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
