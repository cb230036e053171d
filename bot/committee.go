package bot

import (
	"context"
	"fmt"
	"strings"

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

// ChooseCommittee is the committee whose name was typed: the whole name, or words that each begin a word of it.
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

func namedBy(name string, words []string) bool {
	own := wordsOf(name)
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
