package line

// offWords are how people ask that something ends. alertWords are what they call alerts, and aroundAlerts what may
// stand beside both.
var (
	offWords     = wordSet(`off none never no stop stopped mute disable silence cancel unsubscribe quiet nothing dont without`)
	alertWords   = wordSet(`alert alerts alerting`)
	aroundAlerts = wordSet(`turn switch turned set send sending get getting want me my the all any red reds of about from for to i please pls thanks do not more`)
)

// EndsAlerts reports whether the line asks to be told of no Reds at all: “alerts off”, “stop alerts”, “turn my alerts
// off”.
func (r Reader) EndsAlerts() bool {
	alerts, off := false, false
	for _, t := range r.tokens {
		word := plainWord(t.text)
		switch {
		case alertWords[word]:
			alerts = true
		case offWords[word]:
			off = true
		case !aroundAlerts[word]:
			return false
		}
	}
	return alerts && off
}
