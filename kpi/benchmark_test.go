package kpi_test

import (
	"testing"

	"chaser/kpi"
)

func BenchmarkRate(b *testing.B) {
	for _, text := range []string{"relative:-10,0,5", "points:-5,0,2", "bounds:50,60,70", "floor:50", "met", "range:50,60,5"} {
		b.Run(text, func(b *testing.B) {
			rule, target, actual := mustRule(b, text), num("60"), rat("55")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := kpi.Rate(rule, kpi.Up, target, actual, kpi.Percent, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAssess(b *testing.B) {
	i, f := registered(), figureOf(kpi.Quarter(2023, 2), "570/889")
	b.ReportAllocs()
	for b.Loop() {
		if a := i.Assess(f); a.Rating != kpi.Blue {
			b.Fatal(a.Rating)
		}
	}
}

func BenchmarkParseTyped(b *testing.B) {
	for _, text := range []string{"142", "96,326", "£-4.50", "570 out of 889", "12,34"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, err := kpi.ParseTyped(text)
				if (err == nil) != (v.Value != nil || v.Numerator != nil) {
					b.Fatal(err)
				}
			}
		})
	}
}
