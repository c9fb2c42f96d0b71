import Testing

@testable import Core

@Suite struct AlarmTests {
    @Test("A line is read field by field")
    func reading() {
        let alarm = YotoAlarm(text: "1111100,07:05,5WsQg,,,8,1")
        #expect(alarm.days == [true, true, true, true, true, false, false])
        #expect(alarm.time?.hour == 7 && alarm.time?.minute == 5)
        #expect(alarm.cardID == "5WsQg" && alarm.volume == 8 && alarm.isEnabled)
        let short = YotoAlarm(text: "0000011,1100,5WsQg,,,6")
        #expect(short.time?.hour == 11 && short.time?.minute == 0 && short.isEnabled)
        #expect(!YotoAlarm(text: "0000011,1100,5WsQg,,,6,0").isEnabled)
    }

    @Test("Only the touched field changes")
    func writing() {
        var alarm = YotoAlarm(text: "1111111,1100,5WsQg,ch,tr,8")
        alarm.time = (6, 5)
        #expect(alarm.text == "1111111,0605,5WsQg,ch,tr,8")
        alarm.isEnabled = true
        #expect(alarm.text == "1111111,0605,5WsQg,ch,tr,8")
        alarm.isEnabled = false
        #expect(alarm.text == "1111111,0605,5WsQg,ch,tr,8,0")
        alarm = YotoAlarm(text: "1111100,07:00,5WsQg,,,8,1,future")
        alarm.time = (23, 59)
        alarm.days = [false, true, false, false, false, false, true]
        alarm.volume = 16
        alarm.cardID = "Aa1B2"
        #expect(alarm.text == "0100001,23:59,Aa1B2,,,16,1,future")
    }

    @Test(
        "What cannot be read is kept",
        arguments: [
            "", ",", "everyday,noon,x,y,z,loud,yes", "111110,25:00,,,,", "1111112,7:00", "2,24:00", "é,12:60",
            ",,,,,,,,,",
        ])
    func kept(text: String) {
        let alarm = YotoAlarm(text: text)
        #expect(alarm.text == text)
        #expect(alarm.days == nil && alarm.time == nil && alarm.volume == nil)
    }

    @Test("A new alarm has all seven fields")
    func making() {
        let days = [true, false, true, false, true, false, true]
        #expect(
            YotoAlarm(days: days, hour: 7, minute: 5, cardID: "Aa1B2", volume: 6).text == "1010101,07:05,Aa1B2,,,6,1")
    }
}
