package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// scope is what a list is limited to, found from what was typed. An empty part limits nothing.
type scope struct {
	Committee, Service string
	Ratings            []kpi.Rating
	Period             kpi.Period
	Bare               bool // only Reds without actions

	also string // the service that the words name as well as the committee; empty for none
}

// scope finds the committee and the service that the words name. Where the words fit one of each, the committee is
// taken, and the list says so.
func (v *visit) scope(ctx context.Context, typed line.Scope) (scope, error) {
	if typed.Doubt != nil {
		return scope{}, typed.Doubt
	}
	s := scope{Ratings: typed.Ratings, Period: typed.Period, Bare: typed.Bare}
	if typed.Words == "" {
		return s, nil
	}
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return scope{}, fmt.Errorf("committees: %w", err)
	}
	services, err := v.store.Services(ctx)
	if err != nil {
		return scope{}, fmt.Errorf("services: %w", err)
	}
	var names []string
	for _, c := range committees {
		names = append(names, c.Name)
	}
	return s, s.find(typed, names, services)
}

// someScope is the scope of only those words that name a committee or a service.
func (v *visit) someScope(ctx context.Context, typed line.Scope) (scope, error) {
	all := strings.Fields(typed.Words)
	typed.Words = ""
	for _, w := range all {
		more := typed
		more.Words = strings.TrimSpace(typed.Words + " " + w)
		switch _, err := v.scope(ctx, more); {
		case err == nil && len([]rune(w)) > 2:
			typed = more
		case err != nil && !isRefusal(err):
			return scope{}, err
		}
	}
	return v.scope(ctx, typed)
}

// find fills the scope in from the words that were typed.
func (s *scope) find(typed line.Scope, committees, services []string) error {
	all := strings.Fields(typed.Words)
	of, in := namesFor(committees, all), namesFor(services, all)
	switch {
	case typed.Of != "service" && len(of) == 1:
		s.Committee = of[0]
		if len(in) == 1 && typed.Of == "" {
			s.also = in[0]
		}
		return nil
	case typed.Of != "committee" && len(in) == 1:
		s.Service = in[0]
		return nil
	}
	for n := 1; n < len(all); n++ { // “libraries communities”: a service and a committee
		for _, part := range [][2][]string{{all[:n], all[n:]}, {all[n:], all[:n]}} {
			of, in := namesFor(committees, part[0]), namesFor(services, part[1])
			if len(of) == 1 && len(in) == 1 {
				s.Committee, s.Service = of[0], in[0]
				return nil
			}
		}
	}
	if several := append(slices.Clone(of), in...); len(several) > 1 {
		return kpi.Refuse("", "“%s” fits several: %s. Type a little more of the name.", kpi.Excerpt(typed.Words), words.Cut(strings.Join(several, "; "), maxNamed))
	}
	return unknownScope(typed.Words, committees, services)
}

// namesFor are the names that fit what was typed: the one that was typed in full, else every name that has a word
// beginning with each typed word.
func namesFor(names, typed []string) (fit []string) {
	for _, name := range names {
		if strings.EqualFold(name, strings.Join(typed, " ")) {
			return []string{name}
		}
		if namedBy(name, wordsOf(strings.Join(typed, " "))) {
			fit = append(fit, name)
		}
	}
	return fit
}

// unknownScope says that nothing has the typed name, which names come near it, and which there are.
func unknownScope(typed string, committees, services []string) *kpi.Refusal {
	sentence := fmt.Sprintf("“%s” is no committee, service, rating or period.", kpi.Excerpt(typed))
	if near := nearestNames(typed, append(slices.Clone(committees), services...)); len(near) > 0 {
		sentence += " Did you mean " + strings.Join(near, " or ") + "?"
	}
	for _, list := range []struct {
		what  string
		names []string
	}{{"committees", committees}, {"services", services}} {
		if len(list.names) > 0 {
			sentence += fmt.Sprintf(" The %s are: %s.", list.what, words.Cut(strings.Join(list.names, "; "), maxNamed))
		}
	}
	return kpi.Refuse("", "%s", sentence)
}

// maxNearNames is how many names are offered instead of what was typed.
const maxNearNames = 2

// nearestNames are the names with a word that begins a slip or two away from a typed one, the nearest first.
func nearestNames(typed string, names []string) []string {
	type near struct {
		name  string
		slips int
	}
	var all []near
	for _, name := range names {
		best := near{name, maxNearWord}
		for _, w := range wordsOf(typed) {
			for _, own := range wordsOf(name) {
				if slips := line.Slips(w, own[:min(len(own), len(w)+1)]); len(w) >= 4 && len(w) <= maxNearWord && alike(w, slips) {
					best.slips = min(best.slips, slips)
				}
			}
		}
		if best.slips < maxNearWord {
			all = append(all, best)
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.slips, b.slips) })
	var list []string
	for _, n := range all[:min(len(all), maxNearNames)] {
		list = append(list, n.name)
	}
	return list
}

// cardsOf says which indicators' cards are in the scope, and of which period.
func (s scope) cardsOf() store.CardsOf {
	return store.CardsOf{Committee: s.Committee, Service: s.Service, Period: s.Period}
}

// listed is a page of a list, as the asker sees it.
func (v *visit) listed(ctx context.Context, l store.Listing, from, size int) (store.Listed, error) {
	listed, err := v.store.List(ctx, v.asker, l, from, size, v.today)
	if err != nil {
		return store.Listed{}, fmt.Errorf("cards: %w", err)
	}
	for n, c := range listed.Cards {
		listed.Cards[n] = v.shown(c)
	}
	return listed, nil
}

func isRefusal(err error) bool {
	var refusal *kpi.Refusal
	return errors.As(err, &refusal)
}

// scope is the scope of the list in which the button stands.
func (s subject) scope() scope {
	in := scope{Committee: s.Committee, Service: s.Service, Period: s.period(), Bare: s.Bare}
	if s.Ratings != "" {
		for _, r := range strings.Split(s.Ratings, ",") {
			in.Ratings = append(in.Ratings, kpi.Rating(r))
		}
	}
	return in
}

func (s scope) subject() subject {
	about := subject{Committee: s.Committee, Service: s.Service, Bare: s.Bare}
	if !s.Period.IsZero() {
		about.Period = s.Period.String()
	}
	var ratings []string
	for _, r := range s.Ratings {
		ratings = append(ratings, string(r))
	}
	about.Ratings = strings.Join(ratings, ",")
	return about
}

// rated is the ratings in words with a space behind, such as “Red and Amber ”.
func (s scope) rated() string {
	var all []string
	for _, r := range s.Ratings {
		if !slices.Contains(all, string(r)) {
			all = append(all, string(r))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return words.AndList(all) + " "
}

// whose is the service, the committee and the period in words with a space before, such as “ of Libraries for Q2
// 2023/24”.
func (s scope) whose() string {
	said := ""
	if s.Service != "" {
		said += " of " + s.Service
	}
	if s.Committee != "" {
		said += " of " + s.Committee
	}
	if !s.Period.IsZero() {
		said += " for " + s.Period.Words()
	}
	return said
}

// note says what else the words might have meant; empty where nothing else.
func (s scope) note(command, verb string) string {
	if s.also == "" {
		return ""
	}
	return fmt.Sprintf("This is the committee. For the service %s type %s %s service %s.", s.also, command, verb, s.also)
}
