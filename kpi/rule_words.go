package kpi

import (
	"strings"

	"github.com/shopspring/decimal"
)

// InWords is the rule as a key explains it: “Amber from 5% off target, Green on target; else Red.”
func (r Rule) InWords() string {
	if r.form == nil {
		return ""
	}
	var said []string
	switch r.form.name {
	case "floor":
		said = []string{"Amber from a floor of " + Exactly(r.floor), "Green on target"}
	case "met":
		said = []string{"Green on target"}
	case "range":
		said = []string{"Green from " + Exactly(r.low) + " to " + Exactly(r.high), "Amber up to " + Exactly(r.tolerance) + " outside it"}
	default:
		for _, one := range []struct {
			rating Rating
			at     *bound
		}{{Amber, r.amber}, {Green, r.green}, {Blue, r.blue}} {
			if one.at != nil {
				said = append(said, string(one.rating)+" "+r.boundInWords(*one.at))
			}
		}
	}
	return strings.Join(said, ", ") + "; else Red."
}

func (r Rule) boundInWords(b bound) string {
	from := "from "
	if b.beyond {
		from = "beyond "
	}
	if r.form.fixed {
		return from + "a figure of " + Exactly(b.at)
	}
	away := func(d decimal.Decimal) string {
		if r.form.name == "relative" {
			return Exactly(d) + "%"
		}
		return Exactly(d) + " points"
	}
	switch b.at.Sign() {
	case -1:
		return from + away(b.at.Neg()) + " off target"
	case 1:
		return from + away(b.at) + " better than target"
	}
	if b.beyond {
		return "where better than target"
	}
	return "on target"
}
