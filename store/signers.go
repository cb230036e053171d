package store

import "chaser/kpi"

// signersColumns are a signersRow's columns. They need indicators i. Which of the people signs is decided in kpi.
const signersColumns = `
	` + managerSigns + ` AS manager_signs,
	` + lineManagerSigns + ` AS line_manager_signs,
	(SELECT k.self_sign_off FROM committees k WHERE k.name = i.committee) AS self_sign_off`

const (
	managerSigns     = `(SELECT to_json(known) FROM (SELECT ` + personColumns + ` FROM people p WHERE p.slack_id = i.manager) AS known)`
	lineManagerSigns = `(SELECT to_json(known) FROM (SELECT ` + personColumns + ` FROM people p
	 WHERE p.slack_id = (SELECT o.manager FROM people o WHERE o.slack_id = i.owner)) AS known)`
)

type signersRow struct {
	Manager     document[*personRow] `db:"manager_signs"`
	LineManager document[*personRow] `db:"line_manager_signs"`
	Own         bool                 `db:"self_sign_off"`
}

func (r signersRow) signers() kpi.Signers {
	s := kpi.Signers{Own: r.Own}
	for _, p := range []*personRow{r.Manager.is, r.LineManager.is} {
		if p != nil {
			s.InTurn = append(s.InTurn, p.person())
		}
	}
	return s
}
