package claims

import "slices"

// withoutTabled drops what other rules claim wrong inside a table that adds up: sums of some of its rows, and shares of
// one cell in another of its row.
func (r *reading) withoutTabled(all []Claim) []Claim {
	var sums []Claim
	for _, claim := range all {
		if claim.Agrees && claim.Kind == Sum && claim.Rule == "rowsTotalled" {
			sums = append(sums, claim)
		}
	}
	if len(sums) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(claim Claim) bool {
		other := !claim.Agrees && (claim.Kind == Sum || claim.Kind == Share) && !tableRules[claim.Rule]
		return other && slices.ContainsFunc(sums, func(sum Claim) bool { return sum.Start <= claim.Start && claim.End <= sum.End })
	})
}

// tableRules are those that read tables.
var tableRules = set("rowsTotalled", "sharesListed")
