package kpi_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func TestRatedUnder(t *testing.T) {
	t.Parallel()
	number := func(s string) *decimal.Decimal {
		if s == "" {
			return nil
		}
		d := decimal.RequireFromString(s)
		return &d
	}
	for _, c := range []struct {
		name              string
		rule              string
		value, target     string
		direction         kpi.Direction
		status            kpi.Status
		rating            kpi.Rating // that it was given
		would             kpi.Rating // empty: no rule rates it
		unsuited          bool
		numerator, divide string
	}{
		{name: "another colour", rule: "relative:-5,0", value: "92", target: "100", direction: kpi.Up, rating: kpi.Amber, would: kpi.Red},
		{name: "the same colour", rule: "relative:-5,0", value: "96", target: "100", direction: kpi.Up, rating: kpi.Amber, would: kpi.Amber},
		{name: "in the direction that it was rated with", rule: "met", value: "92", target: "100", direction: kpi.Down, rating: kpi.Blue, would: kpi.Green},
		{name: "a fraction, unrounded", rule: "bounds:50,64.11", value: "64.1", target: "60", direction: kpi.Up, rating: kpi.Blue, would: kpi.Green, numerator: "570", divide: "889"},
		{name: "provisional", rule: "met", value: "92", target: "100", direction: kpi.Up, status: kpi.Provisional, rating: kpi.Amber, would: kpi.Red},
		{name: "a rule that needs no target", rule: "bounds:50,60", value: "92", direction: kpi.Up, rating: kpi.NoData, would: kpi.Green},
		{name: "one that does, without", rule: "met", value: "92", direction: kpi.Up, rating: kpi.Green, would: kpi.NoData},
		{name: "no direction", rule: "met", value: "92", target: "100", direction: kpi.None, rating: kpi.Green, unsuited: true},
		{name: "bounds that fall", rule: "bounds:60,50", value: "92", target: "100", direction: kpi.Up, rating: kpi.Green, unsuited: true},
		{name: "carried forward", rule: "met", value: "92", target: "100", direction: kpi.Up, status: kpi.CarriedForward, rating: kpi.NoData},
		{name: "unavailable", rule: "met", target: "100", direction: kpi.Up, status: kpi.Unavailable, rating: kpi.NoData},
		{name: "contextual", rule: "bounds:50,60", value: "92", direction: kpi.Up, rating: kpi.ContextRating},
		{name: "a baseline", rule: "bounds:50,60", value: "92", direction: kpi.Up, rating: kpi.BaselineRating},
		{name: "in development", rule: "bounds:50,60", value: "92", direction: kpi.Up, rating: kpi.InDevRating},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rule, err := kpi.ParseRule(c.rule)
			if err != nil {
				t.Fatal(err)
			}
			if c.status == "" {
				c.status = kpi.Final
			}
			f := kpi.Figure{Period: period(t, "2023-24Q2"), Value: number(c.value), Numerator: number(c.numerator), Denominator: number(c.divide), Status: c.status}
			f.Rating, f.Target, f.Direction = c.rating, number(c.target), c.direction
			// The indicator's own target and direction may have changed since.
			i := kpi.Indicator{Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: number("1")}
			would, ok, err := i.RatedUnder(rule, f)
			var refusal *kpi.Refusal
			if c.unsuited != errors.As(err, &refusal) || ok != (c.would != "" || c.unsuited) || would.Rating != c.would {
				t.Errorf("%+v, %v, %v", would, ok, err)
			}
			if would.Rating != "" && would.Explanation == "" {
				t.Error("it is not explained")
			}
		})
	}
}
