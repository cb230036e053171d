package kpi

import (
	"maps"

	"github.com/shopspring/decimal"
)

// FieldTarget and FieldTargets are the inputs of an indicator's standing target and of those of single periods.
const (
	FieldTarget  = "target"
	FieldTargets = "targets"
)

// maxKeptTargets is how many periods may keep a target that no longer stands: sixteen years of months.
const maxKeptTargets = 200

// Retargeted is the indicator with another standing target from a period on; nil is none. Every period from first to
// the one before it keeps the target that held there, so that a correction of an earlier figure is still judged by what
// was to be reached then. With a zero from the target holds in every period that has none of its own. The error is a
// *Refusal.
func (i Indicator) Retargeted(target *decimal.Decimal, from, first Period) (Indicator, error) {
	kept := maps.Clone(i.Targets)
	switch {
	case from.IsZero():
	case !from.Suits(i.Frequency):
		return i, Refuse(FieldFrom, "%s is reported %s; write %s.", i.Code, i.Frequency, i.Frequency.insteadOf(from))
	case sameNumber(target, i.Target):
	case i.Target == nil && first.Before(from):
		return i, Refuse(FieldFrom, "%s has had no target so far, and a register cannot say from when on it has one. Leave this empty and give the target to the single periods below.", i.Code)
	default:
		if kept == nil {
			kept = map[Period]decimal.Decimal{}
		}
		for p := from.Previous(i.Frequency); i.Target != nil && !p.Before(first); p = p.Previous(i.Frequency) {
			if _, own := kept[p]; !own {
				kept[p] = *i.Target
			}
			if len(kept) > maxKeptTargets {
				return i, Refuse(FieldFrom, "%s is too far from %s, the first period that would keep its target. Give an earlier period.", from.Words(), first.Words())
			}
		}
	}
	i.Target, i.Targets = target, kept
	return i, nil
}

// Recoloured is a figure that another definition of its indicator would rate otherwise.
type Recoloured struct {
	Period     Period
	Was, Would Rating
}

// Recolouring is which of the indicator's figures would be rated otherwise if they were posted by another definition of
// it, in the order of the figures, and how many were looked at. A figure that differs from its rating for another
// reason, as it was rated before an earlier change, is none of them.
func (i Indicator) Recolouring(as Indicator, figures []Figure) (all []Recoloured, looked int) {
	for _, f := range figures {
		looked++
		if would := as.Assess(f).Rating; would != i.Assess(f).Rating && would != f.Rating {
			all = append(all, Recoloured{f.Period, f.Rating, would})
		}
	}
	return all, looked
}
