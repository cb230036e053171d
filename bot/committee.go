package bot

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
	"chaser/words"
)

// committee finds the one committee that the words name. Without words it is empty, which stands for all committees.
func (v *visit) committee(ctx context.Context, words string) (string, error) {
	if words == "" {
		return "", nil
	}
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return "", fmt.Errorf("committees: %w", err)
	}
	return ChooseCommittee(words, committees)
}

// ChooseCommittee is the committee whose name was typed: the whole name, words that each begin a word of it, or its
// initials.
func ChooseCommittee(typed string, committees []kpi.Committee) (string, error) {
	fit := CommitteesNamed(typed, committees)
	all := make([]string, len(committees))
	for n, c := range committees {
		all[n] = c.Name
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) > 1:
		return "", kpi.Refuse("", "“%s” fits several committees: %s. Type a little more of the name.", kpi.Excerpt(typed), words.Cut(strings.Join(fit, "; "), maxNamed))
	case len(all) == 0:
		return "", kpi.Refuse("", "There is no committee yet. Leave the name out.")
	}
	return "", kpi.Refuse("", "There is no committee called “%s”. There are: %s.", kpi.Excerpt(typed), words.Cut(strings.Join(all, "; "), maxNamed))
}

// maxNamed is how much of a list of committees fits into a sentence, in characters.
const maxNamed = 1000

// smallWords are left out of a committee's initials, mostly.
var smallWords = map[string]bool{"and": true, "of": true, "the": true, "for": true}

// isInitials reports whether a word is a name's initials, such as csmi, of three letters or more.
func isInitials(typed string, own []string) bool {
	all, main := "", ""
	for _, o := range own {
		first, _ := utf8.DecodeRuneInString(o)
		if all += string(first); !smallWords[o] {
			main += string(first)
		}
	}
	return utf8.RuneCountInString(typed) >= 3 && (typed == all || typed == main)
}

func namedBy(name string, words []string) bool {
	own := wordsOf(name)
	if len(words) == 1 && isInitials(words[0], own) {
		return true
	}
	for _, w := range words {
		fits := false
		for _, o := range own {
			fits = fits || strings.HasPrefix(o, w)
		}
		if !fits {
			return false
		}
	}
	return len(words) > 0
}

// CommitteesNamed are the committees that typed words fit: the one of exactly this name, or all whose names' words they
// begin.
func CommitteesNamed(typed string, committees []kpi.Committee) []string {
	var fit []string
	for _, c := range committees {
		if strings.EqualFold(c.Name, typed) {
			return []string{c.Name}
		}
		if namedBy(c.Name, wordsOf(typed)) {
			fit = append(fit, c.Name)
		}
	}
	return fit
}
