package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

type rateCommand struct {
	Target    string `help:"The target, such as 60% or 107,236. Not needed by the rules bounds and range." placeholder:"T"`
	Actual    string `help:"The figure, such as 55%, 96,326 or 570/889." required:"" placeholder:"A"`
	Direction string `help:"Where better lies: up, down or none (only with a range rule)." default:"up" placeholder:"up|down"`
	Rule      string `help:"The rating rule." default:"relative:-10,0,5"`
	Format    string `help:"text or json." default:"text" enum:"text,json"`
}

// Run rates like the bot, on the same exact numbers.
func (c rateCommand) Run(s streams) error {
	rule, err := kpi.ParseRule(c.Rule)
	if err != nil {
		return err
	}
	direction := kpi.Direction(strings.ToLower(strings.TrimSpace(c.Direction)))
	if direction != kpi.Up && direction != kpi.Down && direction != kpi.None {
		return badInput{fmt.Errorf("--direction is %q; write up or down", c.Direction)}
	}
	typed, err := kpi.ParseTyped(c.Actual)
	if err != nil {
		return badInput{fmt.Errorf("--actual: %w", err)}
	}
	target, percent, err := c.target()
	if err != nil {
		return err
	}
	unit := kpi.Ratio // its sentences show a plain number, without a unit
	switch {
	case percent || typed.PerCent:
		unit = kpi.Percent
	case typed.Value != nil && typed.Value.IsInteger() && (target == nil || target.IsInteger()):
		unit = kpi.Count // so that what is missing is a whole number too
	}
	actual, err := exactly(typed, unit)
	if err != nil {
		return err
	}
	assessment, err := kpi.Rate(rule, direction, target, actual, unit, 0)
	if err != nil {
		return err
	}
	return c.print(s, assessment, rule.NeedsDirection())
}

func (c rateCommand) target() (target *decimal.Decimal, percent bool, err error) {
	if c.Target == "" {
		return nil, false, nil
	}
	typed, err := kpi.ParseTyped(c.Target)
	if err != nil {
		return nil, false, badInput{fmt.Errorf("--target: %w", err)}
	}
	if typed.Value == nil {
		return nil, false, badInput{fmt.Errorf("--target is a fraction; write it as one number, such as 64.1%%")}
	}
	return typed.Value, typed.PerCent, nil
}

// exactly is the figure as an exact fraction.
func exactly(t kpi.Typed, unit kpi.Unit) (*big.Rat, error) {
	if t.Denominator != nil && t.Denominator.IsZero() {
		return nil, badInput{fmt.Errorf("--actual: nothing can be divided by 0; write a denominator above 0, such as 570/889")}
	}
	return kpi.Figure{Value: t.Value, Numerator: t.Numerator, Denominator: t.Denominator}.Exact(unit), nil
}

// print prints the gap in words only where there is a direction, so that less than 0 is worse. Within a range neither
// way is.
func (c rateCommand) print(s streams, a kpi.Assessment, directed bool) error {
	if c.Format == "json" {
		var gap *string
		if a.Gap != nil {
			text := a.Gap.String()
			gap = &text
		}
		return json.NewEncoder(s.out).Encode(struct {
			RAG         kpi.Rating `json:"rag"`
			GapPercent  *string    `json:"gap_percent"`
			Explanation string     `json:"explanation"`
		}{a.Rating, gap, a.Explanation})
	}
	_, err := fmt.Fprintf(s.out, "%s\n", a.Rating)
	if err == nil && a.Gap != nil && directed {
		_, err = fmt.Fprintf(s.out, "Gap: %s%% of the target (less than 0 is worse than target)\n", a.Gap.Round(4))
	}
	if err == nil {
		_, err = fmt.Fprintln(s.out, a.Explanation)
	}
	return err
}
