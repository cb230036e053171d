package kpi_test

import (
	"encoding/json"
	"math/big"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/kpi"
)

var exactly = cmp.Options{
	cmp.Comparer(func(a, b decimal.Decimal) bool { return kpi.Exactly(a) == kpi.Exactly(b) }),
	cmp.Comparer(func(a, b kpi.Period) bool { return a == b }),
	cmp.Comparer(func(a, b kpi.Rule) bool { return a.String() == b.String() }),
	cmp.Comparer(func(a, b *big.Rat) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }),
}

// fill sets every field of a value, however deep, to something that is not its zero, each to something else.
type fill struct {
	next func(limit int) int
	sets func() bool // whether what may be absent is there
}

func (f fill) in(t testing.TB, v reflect.Value) {
	switch at := v.Addr().Interface().(type) {
	case *kpi.Period:
		periods := []kpi.Period{kpi.Month(2023, 9), kpi.Quarter(2023, 2), kpi.FinancialYear(2011), kpi.FinancialYear(2023)}
		*at = periods[f.next(len(periods))]
		return
	case *decimal.Decimal:
		*at = decimal.RequireFromString(strconv.Itoa(f.next(1000)) + "." + strconv.Itoa(10*f.next(100)) + "0")
		return
	case *big.Rat:
		at.SetFrac64(int64(f.next(1000))-500, int64(f.next(900)+1))
		return
	case *kpi.Rule:
		rules := []string{"relative:-10,0,5", "met", "floor:12", "range:90,110,5"}
		*at = mustRule(t, rules[f.next(len(rules))])
		return
	case *time.Time:
		*at = time.Date(2024, 1, 1+f.next(28), f.next(24), 0, 0, f.next(1_000_000)*1000, time.UTC)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for n := range v.NumField() {
			f.in(t, v.Field(n))
		}
	case reflect.Pointer:
		if f.sets() {
			v.Set(reflect.New(v.Type().Elem()))
			f.in(t, v.Elem())
		}
	case reflect.Slice:
		if f.sets() {
			v.Set(reflect.MakeSlice(v.Type(), 1+f.next(2), 3))
			for n := range v.Len() {
				f.in(t, v.Index(n))
			}
		}
	case reflect.Map:
		if f.sets() {
			v.Set(reflect.MakeMap(v.Type()))
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.in(t, key)
			f.in(t, value)
			v.SetMapIndex(key, value)
		}
	case reflect.String:
		texts := []string{"<!channel> & “words”", "a\u2028b\n\t", "é😀", "plain"}
		v.SetString(texts[f.next(len(texts))] + strconv.Itoa(f.next(100)))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(1 + f.next(100)))
	case reflect.Bool:
		v.SetBool(f.next(2) == 1)
	default:
		t.Fatalf("a card holds a %s now, which this test does not know how to fill", v.Type())
	}
}

// A published card is read back as the very same card, whatever any field of it holds: also a field that is added one
// day.
func TestACardIsKeptExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		f := fill{
			next: func(limit int) int { return rapid.IntRange(0, limit-1).Draw(rt, "n") },
			sets: func() bool { return rapid.IntRange(0, 3).Draw(rt, "is there") > 0 },
		}
		var c kpi.Card
		f.in(t, reflect.ValueOf(&c).Elem())
		c.Standing.Signer.Outside = false // nobody of another organisation signs a figure off, or is handed one
		if c.Awaited != nil && c.Awaited.Handed != nil {
			c.Awaited.Handed.To.Outside, c.Awaited.Handed.By.Outside = false, false
		}
		wholeText, err := json.Marshal(kpi.WholeCard(c))
		if err != nil {
			rt.Fatal(err)
		}
		var whole kpi.WholeCard
		if err := json.Unmarshal(wholeText, &whole); err != nil || cmp.Diff(c, kpi.Card(whole), exactly) != "" {
			rt.Fatalf("the whole card: %v (-kept +read):\n%s", err, cmp.Diff(c, kpi.Card(whole), exactly))
		}
		text, err := json.Marshal(c)
		if err != nil {
			rt.Fatal(err)
		}
		var back kpi.Card
		if err := json.Unmarshal(text, &back); err != nil {
			rt.Fatalf("%v in %s", err, text)
		}
		if c.Awaited, c.Standing = nil, (kpi.Standing{}); cmp.Diff(c, back, exactly) != "" {
			rt.Fatalf("(-kept +read):\n%s", cmp.Diff(c, back, exactly))
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) {
			rt.Fatalf("kept as %s, and again as %s: %v", text, again, err)
		}
	})
}

func TestAnEmptyCardIsKept(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(kpi.Card{})
	if err != nil {
		t.Fatal(err)
	}
	var back kpi.Card
	if err := json.Unmarshal(text, &back); err != nil || cmp.Diff(kpi.Card{}, back, exactly) != "" {
		t.Errorf("%v\n%s", err, cmp.Diff(kpi.Card{}, back, exactly))
	}
}
