import Core
import Testing

@Suite("Alarms")
struct PlayerAlarmTests {
    @Test("Fixtures of §6.2 are read")
    func fixtures() throws {
        let weekdays = try #require(PlayerAlarm("1111100,07:00,5WsQg,,,8,1"))
        #expect(weekdays.days == [true, true, true, true, true, false, false])
        #expect(weekdays.minuteOfDay == 420)
        #expect(weekdays.cardID == "5WsQg")
        #expect(weekdays.volume == Volume(step: 8))
        #expect(weekdays.isEnabled)
        let weekend = try #require(PlayerAlarm("0000011,0830,5WsQg,,,6,0"))
        #expect(weekend.minuteOfDay == 510)
        #expect(!weekend.isEnabled)
        #expect(try #require(PlayerAlarm("1111111,1100,5WsQg,,,8")).isEnabled)
    }

    @Test(
        "What is read is written as it was",
        arguments: [
            "1111100,07:00,5WsQg,,,8,1", "0000011,0830,5WsQg,,,6,0", "1111111,1100,5WsQg,,,8", "0000000,00:00",
            "1111111,23:59,x,a,b,,1,new,fields",
        ])
    func roundTrip(line: String) throws {
        #expect(try #require(PlayerAlarm(line)).line == line)
    }

    @Test("A change touches its field only, in its spelling")
    func changes() throws {
        var alarm = try #require(PlayerAlarm("1111111,1100,5WsQg,,,8"))
        alarm.minuteOfDay = 65
        #expect(alarm.line == "1111111,0105,5WsQg,,,8")
        alarm.isEnabled = false
        #expect(alarm.line == "1111111,0105,5WsQg,,,8,0")
        alarm.volume = nil
        alarm.cardID = "a,b"
        alarm.days = [true]
        #expect(alarm.line == "1000000,0105,ab,,,,0")
        let new = PlayerAlarm(days: [false, true], minuteOfDay: 60, cardID: "Aa1B2", volume: Volume(step: 3))
        #expect(new.line == "0100000,01:00,Aa1B2,,,3,1")
    }

    @Test(
        "What is no alarm is none",
        arguments: ["", "1111111", "111111,07:00", "2111111,07:00", "1111111,25:00", "1111111,7:00"])
    func unreadable(line: String) {
        #expect(PlayerAlarm(line) == nil)
    }
}
