package report

import (
	"slices"

	"chaser/kpi"
	"chaser/words"
)

// Key explains what stands on a card.
type Key struct {
	Items   []words.DataItem
	Ratings []Meaning
	Rules   []RuleInForce // those that are not the one that Ratings explain
}

// Meaning is a rating with what it means.
type Meaning struct{ Rating, Meaning string }

// RuleInForce is a rule by which some of the indicators are rated.
type RuleInForce struct {
	Rule  string // in words
	Codes []string
}

// keyOf explains the cards, with the rules by which their figures were rated.
func keyOf(cards []kpi.Reported) Key {
	k := Key{Items: words.DataItems()}
	for _, m := range words.RatingMeanings() {
		k.Ratings = append(k.Ratings, Meaning{string(m.Rating), m.Meaning})
	}
	for _, r := range cards {
		rule, ok := ruleOf(r.Card)
		if !ok || rule.InWords() == kpi.DefaultRule.InWords() {
			continue
		}
		at := slices.IndexFunc(k.Rules, func(known RuleInForce) bool { return known.Rule == rule.InWords() })
		if at < 0 {
			at = len(k.Rules)
			k.Rules = append(k.Rules, RuleInForce{Rule: rule.InWords()})
		}
		k.Rules[at].Codes = append(k.Rules[at].Codes, r.Card.Indicator.Code)
	}
	return k
}

// ruleOf is the rule by which the card's figure was rated; false where it was rated by none.
func ruleOf(c kpi.Card) (kpi.Rule, bool) {
	written := c.Assessment().Rule
	if written == "" {
		return kpi.Rule{}, false
	}
	rule, err := kpi.ParseRule(written)
	return rule, err == nil
}
