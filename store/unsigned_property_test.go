package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// Whatever happens to figures, sign-offs and the register, in any order and as the role that can do least, what is kept
// of the figures that await sign-off is what each figure, its revisions and its people say.
func TestWhatAwaitsSignOffIsWhatEachFigureSays(t *testing.T) {
	t.Parallel()
	came := map[string]int{}
	every := thorough.Plays(12, 4)
	for seed := range thorough.Plays[uint64](1, 2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			owner, dsn := empty(t)
			c := &unsignedCouncil{listedCouncil: listedCouncil{t: t, s: owner, rand: rand.New(rand.NewPCG(seed, 54))}, owner: owner, came: came}
			c.begin()
			c.do(`UPDATE committees SET sign_off = 'manager'`)
			c.s = asApp(t, owner, dsn)
			for n := range 200 {
				c.happen()
				if n%every == every-1 {
					c.compare()
				}
				if t.Failed() {
					t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
				}
			}
		})
	}
	for _, what := range []string{"a figure that the team alone signs", "a figure that a manager signs", "a figure that is the team's own", "several pages", "a figure that others sign", "a revision that awaits again"} {
		if came[what] == 0 {
			t.Errorf("%s never came up", what)
		}
	}
}

// unsignedCouncil is a listedCouncil in which all happens that decides what awaits whose sign-off.
type unsignedCouncil struct {
	listedCouncil
	owner *Store
	came  map[string]int
}

var unsignedPeople = []string{"UADMIN", "UOWNER", "ULINE", "UOTHER"}

func (c *unsignedCouncil) anybody() any {
	if n := c.rand.IntN(len(unsignedPeople) + 1); n < len(unsignedPeople) {
		return unsignedPeople[n]
	}
	return nil
}

func (c *unsignedCouncil) happen() {
	id := 1 + c.rand.IntN(7)
	p := []string{"2023-24Q2", "2023-24Q3"}[c.rand.IntN(2)]
	switch c.rand.IntN(14) {
	case 0, 1, 2: // as a posting does
		c.do(`WITH f AS (`+c.figures(1)+` RETURNING id) INSERT INTO sign_offs (figure_id, state, said_by, said_at)
			SELECT id, CAST($4 AS text), CASE WHEN $4 = 'approved' THEN 'ULINE' END, CASE WHEN $4 = 'approved' THEN timestamptz '2024-01-08 10:00Z' END FROM f`,
			id, p, c.anybody(), []string{"awaiting", "awaiting", "awaiting", "approved"}[c.rand.IntN(4)])
	case 3: // as an import does
		c.do(c.figures(1+c.rand.IntN(3)), id, p, c.anybody())
	case 4: // several at once, the later of one period too
		c.do(`WITH f AS (`+c.figures(2)+` RETURNING id) INSERT INTO sign_offs (figure_id, state) SELECT id, 'awaiting' FROM f`, id, p, c.anybody())
	case 5: // afterwards
		c.do(`INSERT INTO sign_offs (figure_id, state, said_by, said_at, reason)
			SELECT max(id), CAST($1 AS text), CASE WHEN $1 <> 'awaiting' THEN 'ULINE' END, CASE WHEN $1 <> 'awaiting' THEN timestamptz '2024-01-08 10:00Z' END, CASE WHEN $1 = 'sent-back' THEN 'No' ELSE '' END
			FROM figure_revisions f WHERE NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = f.id) HAVING max(id) IS NOT NULL`,
			[]string{"awaiting", "awaiting", "approved", "sent-back"}[c.rand.IntN(4)])
	case 6:
		c.do(`UPDATE sign_offs SET state = 'approved', said_by = 'ULINE', said_at = $1, reason = ''
			WHERE figure_id IN (SELECT s.figure_id FROM sign_offs s WHERE s.state <> 'approved' ORDER BY md5(s.figure_id || $2) LIMIT 2)`, monday, fmt.Sprint(len(c.happened)))
	case 7:
		c.do(`UPDATE sign_offs SET state = 'sent-back', said_by = 'ULINE', said_at = $1, reason = 'No'
			WHERE figure_id = (SELECT s.figure_id FROM sign_offs s WHERE s.state = 'awaiting' ORDER BY md5(s.figure_id || $2) LIMIT 1)`, monday, fmt.Sprint(len(c.happened)))
	case 8:
		if c.rand.IntN(2) == 0 {
			c.do(`UPDATE sign_offs SET state = 'awaiting', said_by = NULL, said_at = NULL, reason = ''
				WHERE figure_id IN (SELECT s.figure_id FROM sign_offs s WHERE s.state <> 'awaiting' ORDER BY md5(s.figure_id || $1) LIMIT 2)`, fmt.Sprint(len(c.happened)))
			break
		}
		s := c.s // which may not
		c.s = c.owner
		c.do(`DELETE FROM sign_offs WHERE figure_id = (SELECT max(figure_id) FROM sign_offs)`)
		c.s = s
	case 9:
		c.do(`UPDATE figure_revisions SET taken_back_at = $1
			WHERE id IN (SELECT f.id FROM figures f WHERE f.period = $3 ORDER BY md5(f.id || $2) LIMIT 2)`, monday, fmt.Sprint(len(c.happened)), p)
		c.came["a revision that awaits again"] += count(c.t, c.s, `SELECT count(*) FROM unsigned_figures u
			JOIN figure_revisions f ON f.indicator_id = u.indicator_id AND f.period = u.period AND f.revision > u.revision`)
	case 10:
		c.do(`UPDATE committees SET sign_off = CASE WHEN sign_off IS NULL OR $2 THEN 'manager' END, self_sign_off = CASE WHEN $2 THEN NOT self_sign_off ELSE self_sign_off END WHERE name = $1`,
			[]string{"First", "Second"}[c.rand.IntN(2)], c.rand.IntN(3) > 0)
	case 11:
		c.do(`UPDATE indicators SET committee = CASE committee WHEN 'First' THEN 'Second' ELSE 'First' END, manager = $2 WHERE id = $1`, id, c.anybody())
	case 12:
		c.do(`UPDATE indicators SET owner = $2, manager = CASE WHEN $4 THEN CAST($3 AS text) ELSE manager END WHERE id = $1`, id, c.anybody(), c.anybody(), c.rand.IntN(2) == 0)
	default:
		c.do(`UPDATE people SET manager = $2 WHERE slack_id = $1`, unsignedPeople[c.rand.IntN(4)], c.anybody())
	}
}

// figures adds so many revisions of indicator $1 for $2, posted by $3. Those after the second are of another indicator.
func (c *unsignedCouncil) figures(n int) string {
	return fmt.Sprintf(`INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, direction, explanation)
		SELECT i, $2, last + r, 1, 'final', '', '', CASE WHEN last + r > 1 THEN 'Again' ELSE '' END, $3, timestamptz '2024-01-08 09:00Z' + last * interval '1 minute', 'Contextual', 'none', 'So.'
		FROM (SELECT CASE WHEN n > 2 THEN 1 + CAST($1 AS bigint) %% 7 ELSE $1 END AS i, CASE WHEN n > 2 THEN 1 ELSE n END AS r FROM generate_series(1, %d) AS n) AS made
		CROSS JOIN LATERAL (SELECT COALESCE(max(revision), 0) AS last FROM figures WHERE indicator_id = i AND period = $2) AS before`, n)
}

func (c *unsignedCouncil) compare() {
	c.t.Helper()
	var differs []string
	if err := c.s.db.SelectContext(c.t.Context(), &differs, `
		SELECT concat(u, ' is kept, and ', a, ' is said') FROM unsigned_figures u FULL JOIN unsigned_figures_anew a USING (indicator_id, period) WHERE to_jsonb(u) IS DISTINCT FROM to_jsonb(a)`); err != nil {
		c.t.Fatal(err)
	}
	for _, d := range differs {
		c.t.Error(d)
	}
	c.compareChased()
	for _, id := range unsignedPeople {
		who := kpi.Person{SlackID: id}
		if id == "UADMIN" {
			who.Roles = []kpi.Role{kpi.Admin}
		}
		for range 3 {
			of := UnsignedOf{Own: c.rand.IntN(2) == 0, Code: []string{"", "", "i1", "none"}[c.rand.IntN(4)]}
			if c.rand.IntN(4) == 0 {
				of.Period = quarter3
			}
			if c.rand.IntN(4) == 0 {
				of.After = int64(c.rand.IntN(40))
			}
			if c.rand.IntN(4) == 0 {
				of.UpTo = int64(c.rand.IntN(80))
			}
			c.compareUnsigned(who, of, c.rand.IntN(5), 1+c.rand.IntN(4))
		}
	}
}

// compareUnsigned holds a page of what awaits somebody's sign-off against what every figure says.
func (c *unsignedCouncil) compareUnsigned(who kpi.Person, of UnsignedOf, from, size int) {
	var rows []struct {
		Figure int64   `db:"figure_id"`
		Signer *string `db:"signer"`
		Own    bool    `db:"own"`
	}
	p := ""
	if !of.Period.IsZero() {
		p = of.Period.String()
	}
	if err := c.s.db.SelectContext(c.t.Context(), &rows, unsignedByFigure, who.SlackID, who.Is(kpi.Admin), codeKey(of.Code), p, of.After, of.UpTo); err != nil {
		c.t.Fatal(err)
	}
	var want UnsignedList
	var ids []int64
	var signers []string
	for _, row := range rows {
		signer := ""
		if row.Signer != nil {
			signer = *row.Signer
		}
		switch {
		case row.Own:
			c.came["a figure that is the team's own"]++
			continue
		case signer == "":
			c.came["a figure that the team alone signs"]++
		case signer == who.SlackID && !who.Is(kpi.Admin):
			c.came["a figure that a manager signs"]++
		}
		if of.Own && signer != "" && signer != who.SlackID {
			c.came["a figure that others sign"]++
			want.Others++
			continue
		}
		want.All++
		want.Newest = max(want.Newest, row.Figure)
		ids, signers = append(ids, row.Figure), append(signers, signer)
	}
	if want.From = from; from >= want.All {
		want.From = 0
	} else if from+size < want.All {
		c.came["several pages"]++
	}
	got, err := c.s.Unsigned(c.t.Context(), who, of, from, size)
	if err != nil {
		c.t.Fatal(err)
	}
	if got.All != want.All || got.From != want.From || got.Newest != want.Newest || got.Others != want.Others {
		c.t.Errorf("%+v as %s sees it has %+v, want %+v", of, who.SlackID, got, want)
		return
	}
	to := min(want.From+size, want.All)
	var gotIDs []int64
	var gotSigners []string
	for _, u := range got.Figures {
		gotIDs, gotSigners = append(gotIDs, u.FigureID), append(gotSigners, u.Signer.SlackID)
	}
	if !slices.Equal(gotIDs, ids[want.From:to]) || !slices.Equal(gotSigners, signers[want.From:to]) {
		c.t.Errorf("%+v as %s sees it, from %d, has %v of %q, want %v of %q", of, who.SlackID, from, gotIDs, gotSigners, ids[want.From:to], signers[want.From:to])
	}
}

// unsignedByFigure asks of every figure whether it awaits the sign-off of the person $1, who is of the performance team
// where $2, or would if it were not their own, as kpi.Signers.May says.
const unsignedByFigure = `
	SELECT s.figure_id, signer.slack_id AS signer, signer.slack_id IS DISTINCT FROM $1 AND $1 IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, '')) AND NOT k.self_sign_off AS own
	FROM sign_offs s
	JOIN figures f ON f.id = s.figure_id
	JOIN indicators i ON i.id = f.indicator_id
	JOIN committees k ON k.name = i.committee AND k.sign_off IS NOT NULL
	LEFT JOIN people o ON o.slack_id = i.owner
	CROSS JOIN LATERAL (
		SELECT CASE WHEN k.self_sign_off OR i.manager NOT IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, '')) THEN i.manager END AS first,
		       CASE WHEN k.self_sign_off OR o.manager NOT IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, '')) THEN o.manager END AS second) AS line
	CROSS JOIN LATERAL (SELECT COALESCE(line.first, line.second) AS slack_id) AS signer
	WHERE s.state = 'awaiting' AND ($2 OR signer.slack_id = $1)
	  AND ($3 = '' OR i.code_key = $3) AND ($4 = '' OR f.period = $4) AND f.id > $5 AND (CAST($6 AS bigint) = 0 OR f.id <= $6)
	  AND NOT EXISTS (SELECT FROM figures l WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision)
	ORDER BY i.id, f.id`

// compareChased holds what a tick finds waiting against what every figure says.
func (c *unsignedCouncil) compareChased() {
	const chased = `SELECT concat_ws(' ', i.code, f.period, f.posted_at, f.posted_by) FROM `
	var want, got []string
	if err := c.s.db.SelectContext(c.t.Context(), &want, chased+`sign_offs s
		JOIN figures f ON f.id = s.figure_id AND s.state = 'awaiting'
		     AND NOT EXISTS (SELECT FROM figures l WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision)
		JOIN indicators i ON i.id = f.indicator_id
		JOIN committees k ON k.name = i.committee AND k.sign_off IS NOT NULL ORDER BY 1`); err != nil {
		c.t.Fatal(err)
	}
	if err := c.s.db.SelectContext(c.t.Context(), &got, `SELECT concat_ws(' ', code, period, posted_at, NULLIF(posted_by, '')) FROM (`+unsignedQuery+`) AS u ORDER BY 1`); err != nil {
		c.t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		c.t.Errorf("a tick finds %q waiting, want %q", got, want)
	}
}
