package kpi_test

import (
	"errors"
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"chaser/kpi"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with a file under testdata, or rewrites the file under -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if strings.Contains(got, "%!") {
		t.Errorf("a sentence was formatted with the wrong arguments: %s", got)
	}
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got), rewrite it with -update:\n%s", path, diff)
	}
}

// num is a decimal from its text; the empty text is none.
func num(text string) *decimal.Decimal {
	if text == "" {
		return nil
	}
	d := decimal.RequireFromString(text)
	return &d
}

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("not a number: " + text)
	}
	return r
}

func mustRule(tb testing.TB, text string) kpi.Rule {
	tb.Helper()
	r, err := kpi.ParseRule(text)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func period(tb testing.TB, text string) kpi.Period {
	tb.Helper()
	if text == "" {
		return kpi.Period{}
	}
	p, err := kpi.ParsePeriod(text)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func day(tb testing.TB, text string) kpi.Date {
	tb.Helper()
	if text == "" {
		return kpi.Date{}
	}
	d, err := kpi.ParseDate(text)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// typed is what a person typed; the empty text is nothing.
func typed(tb testing.TB, text string) *kpi.Typed {
	tb.Helper()
	if text == "" {
		return nil
	}
	v, err := kpi.ParseTyped(text)
	if err != nil {
		tb.Fatal(err)
	}
	return &v
}

// figureOf is a final figure with this value, or with a numerator and a denominator written 570/889.
func figureOf(period kpi.Period, value string) kpi.Figure {
	f := kpi.Figure{Period: period, Status: kpi.Final}
	if n, d, fraction := strings.Cut(value, "/"); fraction {
		f.Numerator, f.Denominator = num(n), num(d)
		return f.Completed(kpi.Percent)
	}
	f.Value = num(value)
	return f
}

// refusal is the error as what it must be: a sentence of one line for a person.
func refusal(tb testing.TB, err error) *kpi.Refusal {
	tb.Helper()
	if err == nil {
		tb.Fatal("nothing was refused")
	}
	var r *kpi.Refusal
	if !errors.As(err, &r) {
		tb.Fatalf("%T is not a refusal: %v", err, err)
	}
	if r.Sentence == "" || strings.ContainsAny(r.Sentence, "\n\r\u2028\u2029") || !utf8.ValidString(r.Sentence) {
		tb.Fatalf("the sentence is not fit to show: %q", r.Sentence)
	}
	return r
}
