package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store/storetest"
)

// lived is a council in which every column that proves something has a value, and most of those that may be empty are.
var lived = storetest.Template{From: &proven, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) { liveOn(t, s) })
}}

func liveOn(t testing.TB, s *Store) {
	ctx := t.Context()
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	post := func(by, code, figure, words, reason string) Posted {
		t.Helper()
		n++
		p := Post{RequestID: fmt.Sprint("L", n), By: by, Code: code, Posting: typed(t, figure, words), Sure: doubt.Kinds, Now: monday.Add(9*time.Hour + time.Duration(n)*time.Minute), Today: today}
		p.Posting.Reason = reason
		return mustPost(t, s, p)
	}
	defineMore(t, s)

	post("U0DAVIOL", "DAV2", "570/889", "As agreed", "")
	post("U0SKILLS", "SKL3", "0.930", "A good quarter.", "") // the doubt is confirmed
	post("U0TRADING", "TRS2", "30", "Leave", "")
	post("U0TRADING", "TRS2", "66", "Leave", "They had not been counted")
	void := post("U0LIB", "LIB2", "1000", "Mistyped", "")
	mustTakeBack(t, s, undo("L-undo", "U0LIB", void.FigureID))

	raised := mustRaise(t, s, asks("U0LIB", "A4"), "LIB1", kpi.Undertaking{Text: "A bus", Due: feb})
	must(s.ReplaceAction(ctx, asks("U0LIB", "A5"), raised.Action.ID, kpi.Undertaking{Text: "Two buses", Due: feb}))
	for _, days := range []int{10, 20} { // the one replaces the other, and is then called off
		l := kpi.Leave{Person: "U0SKILLS", First: today.AddDays(days), Last: today.AddDays(days + 5), Deputy: "U0LIB"}
		must(nil, s.RecordLeave(ctx, Request{By: "U0SKILLS", Now: monday.Add(time.Duration(days) * time.Minute)}, l, today))
	}
	must(nil, s.EndLeave(ctx, Request{By: "U0SKILLS", Now: monday.Add(30 * time.Minute)}, "U0SKILLS", today))
	mustAsk(t, s, ask("178", "Q2", "U0CLLR1", "And now?", at(t, "2024-01-08 11:00")))
	correctMore(t, s)
	checked, err := s.Check(ctx, doubt.Scope{Period: quarter2}, today)
	must(nil, err)
	for _, f := range checked.Open[:2] {
		must(s.AcceptDoubt(ctx, Accept{By: "U0PERF", Code: f.Indicator.Code, Period: f.Figure.Period, Digest: f.Digest(), Reason: "It was so.", Now: monday, Today: today}))
	}
	must(s.Publish(ctx, Publish{Committee: csmi, Period: kpi.Quarter(2023, 1), Anyway: true, Now: monday, Today: today})) // by nobody
}

// defineMore gives an indicator all that it can have, and the council what it has not.
func defineMore(t testing.TB, s *Store) {
	number := func(n int64) *decimal.Decimal { d := decimal.NewFromInt(n); return &d }
	r := seedRegister(t)
	r.Committees[0].SignOff, r.Committees[0].Corrections = kpi.ManagerSignOff, kpi.TeamCorrects
	i := r.Indicators[slices.IndexFunc(r.Indicators, func(i kpi.Indicator) bool { return i.Code == "TRS1" })]
	rule, err := kpi.ParseRule("relative:-10,0,5")
	if err != nil {
		t.Fatal(err)
	}
	few := 4
	i.Code, i.Rule, i.Deputy, i.NeighboursMean, i.EnglandMean, i.Sensitive, i.SmallestCount = "TRS9", &rule, "U0LIB", number(3), number(4), true, &few
	i.NeighboursMeanPeriod, i.EnglandMeanPeriod, i.Baseline, i.Description, i.Cumulative = kpi.FinancialYear(2022), kpi.FinancialYear(2021), number(2), "What is sold", true
	ladder, err := kpi.ParseLadder("opens, 0")
	if err != nil {
		t.Fatal(err)
	}
	mustImport(t, s, kpi.Register{
		People: []kpi.Person{{SlackID: "U0NEW", Name: "Newcomer", Email: "new@example.gov.uk", Roles: []kpi.Role{kpi.Member, kpi.Manager}, Manager: "U0LIB"}},
		Committees: []kpi.Committee{r.Committees[0],
			{Name: "Highways", Channel: "C0HIGHWAYS", Members: []string{"U0CLLR2"}, Ladder: ladder, SelfSignOff: true, ActionsOnAny: true, SignOff: kpi.ManagerSignOff}},
		Indicators: []kpi.Indicator{i},
		Closures:   []kpi.Closure{{Day: kpi.Date{Year: 2024, Month: 12, Day: 27}, Name: "Closed"}},
		Identities: []kpi.Identity{{Name: "Open inquests", Rule: "stock = previous + 177 - 178", Stock: "live inquests", Tolerance: number(1)}},
	})
}

// correctMore asks for corrections that come to every end.
func correctMore(t testing.TB, s *Store) {
	ask := func(request, figure string, after time.Duration) {
		t.Helper()
		p := correcting(t, request, figure, "Counted again")
		p.Now = monday.Add(after)
		mustCorrect(t, s, p)
	}
	decide := func(by string, say CorrectionState, after time.Duration) {
		t.Helper()
		waits := waitsFor(t, s)
		d := deciding(waits.ID, by, say)
		d.Now, d.Shown = monday.Add(after), waits.Correction.Seal()
		if _, err := s.DecideCorrection(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	ask("C1", "161", time.Hour)
	ask("C2", "162", 2*time.Hour)
	decide("U0PERF", CorrectionApproved, 3*time.Hour)
	ask("C3", "163", 4*time.Hour)
	decide("U0CORONER", CorrectionWithdrawn, 5*time.Hour)
	ask("C4", "164", 6*time.Hour)
}

// untold are the tables of which the trail says nothing, each with why that proves nothing. A table that is not here is
// proven, column by column.
var untold = map[string]string{
	"requests":                 "how often Slack delivered what was asked, so that it has one effect",
	"drafts":                   "what somebody has typed and not sent",
	"snoozes":                  "when somebody wants to be reminded, themselves",
	"slack_people":             "what Slack says of people",
	"slack_waiting":            "about whom Slack is to be asked",
	"slack_methods":            "how often Slack may be asked",
	"slack_calls":              "how often Slack was asked",
	"block_support":            "which blocks Slack takes",
	"heard":                    "when Slack was last heard",
	"send_slots":               "when a channel may be spoken in",
	"notifications":            "what is to be said, and whether Slack has it; what was decided or published is not read from there",
	"notification_items":       "what a message names",
	"notification_subjects":    "which figures a message is about",
	"red_tidings":              "which message tells of which turn",
	"file_orders":              "files that are being made for somebody",
	"ordered_files":            "files that were made for somebody, and are in Slack",
	"sent_files":               "files that are being imported; the trail says what they changed",
	"open_doubts":              "worked out from the figures, and again at the next release",
	"doubts_kept":              "what was worked out last",
	"cards_to_check":           "what is to be worked out",
	"standing_accepted_doubts": "worked out from the accepted doubts",
	"plan_diary":               "what the plan is to look at",
	"plan_rules":               "by which program's rules the diary was kept",
	"schedule_version":         "whether a process has read the schedule that stands",
	"register_version":         "whether a process has read the names that stand",
	"goose_db_version":         "how far the schema was migrated",
}

// unproven are the columns of proven tables that can be changed unnoticed, each with the reason.
var unproven = map[string]string{
	"people.position":                     listedInOrder,
	"committees.position":                 listedInOrder,
	"collections.position":                listedInOrder,
	"closures.position":                   listedInOrder,
	"identities.position":                 listedInOrder,
	"committee_members.position":          listedInOrder,
	"questions.request":                   ofDelivery,
	"questions.channel":                   "where it was asked; the words are proven",
	"questions.thread_ts":                 "where it was asked; the words are proven",
	"corrections.request_id":              ofDelivery,
	"figure_revisions.taken_back_request": ofDelivery,
	"action_events.id":                    listedInOrder,
	"leaves.id":                           listedInOrder,
	"accepted_doubts.id":                  listedInOrder,
	"red_turns.id":                        "by which messages name it; an acknowledgement names it too",
}

const (
	listedInOrder = "in which order they are listed; the trail has them in the order of the first import, or as they happened"
	ofDelivery    = "which delivery from Slack it came with, so that it has one effect"
)

// unprovenRows are conditions for rows that can be taken away unnoticed.
var unprovenRows = map[string]string{
	"red_turns": `turned_figure = left_figure`, // one that never was, as its figure was taken back
}

// Whatever is in the tables that hold what people decided, or what was published, is proven: the trail names any column
// of any row that somebody with all the database's rights changes or empties, any row that they take away, and any that
// they copy. A column or a table that is new is proven too, or says here why it is not.
func TestTheTrailNamesEveryColumn(t *testing.T) {
	t.Parallel()
	s := openStore(t, lived.DSN(t))
	auditWhole(t, s)
	c := readColumns(t, s)
	c.most, c.once = thorough.Plays(3, 5), thorough.Plays(1, 5) == 1
	tried, unnamed := map[string]int{}, map[string][]string{}
	asSuperuser(t, s, func(tx *sqlx.Tx) { tx.MustExec(c.unchecked) }, func(tx *sqlx.Tx) {
		c.harm(t, tx, func(name, what, statement string) bool {
			named, done := harmed(t, tx, statement)
			if done {
				tried[name]++
			}
			if done && !named {
				unnamed[name] = append(unnamed[name], what)
			}
			return done && named == (unproven[name] == "")
		})
	})
	for name := range unproven {
		if len(unnamed[name]) == 0 {
			t.Errorf("%s is said to be unproven, and is proven", name)
		}
		delete(unnamed, name)
	}
	for _, name := range slices.Sorted(maps.Keys(unnamed)) {
		t.Errorf("%s passes: %d of %d, such as %s", name, len(unnamed[name]), tried[name], unnamed[name][0])
	}
	for table, columns := range c.tables {
		for _, column := range columns {
			if name := table + "." + column.Name; tried[name] == 0 {
				t.Errorf("%s was never changed", name)
			}
		}
		if tried[table+" taken away"] == 0 {
			t.Errorf("the council has no %s", table)
		}
	}
	edits := 0
	for _, n := range tried {
		edits += n
	}
	t.Logf("%d edits of %d columns and tables", edits, len(tried))
}

// harmed does some harm and undoes it, and says whether the trail named it. It is not done where another row is in the
// way.
func harmed(t *testing.T, tx *sqlx.Tx, statement string) (named, done bool) {
	t.Helper()
	tx.MustExec(`SAVEPOINT before`)
	defer tx.MustExec(`ROLLBACK TO before`)
	result, err := tx.ExecContext(t.Context(), statement)
	if pq.As(err, pqerror.UniqueViolation) != nil {
		return false, false
	}
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	if n, err := result.RowsAffected(); n != 1 || err != nil {
		return false, false
	}
	_, broken, err := verifyTrail(t.Context(), tx)
	if err != nil {
		t.Errorf("%s: %v", statement, err)
	}
	return broken != nil, true
}

// harm calls do with what somebody with all the database's rights may do to what is proven. do says whether it was done
// and told as it should be: if each thing is tried once, it is not tried with the other rows then.
func (c provenColumns) harm(t *testing.T, tx *sqlx.Tx, do func(name, what, statement string) bool) {
	t.Helper()
	for at, table := range slices.Sorted(maps.Keys(c.tables)) {
		rows := c.rows(t, tx, table)
		// each column begins with another of the rows, so that it is not always the shortest that is changed
		some := func(n int, tries func(provenRow) bool) {
			for i := range rows {
				if tries(rows[(at+n+i)%len(rows)]) && c.once {
					return
				}
			}
		}
		for n, column := range c.tables[table] {
			some(n, func(row provenRow) bool {
				told := false
				for _, value := range column.others(row) {
					told = do(table+"."+column.Name, row.ctid+" "+value, fmt.Sprintf(`UPDATE %s SET %s = %s WHERE ctid = '%s'`, table, column.Name, value, row.ctid)) || told
				}
				return told
			})
		}
		some(0, func(row provenRow) bool {
			return do(table+" taken away", row.ctid, fmt.Sprintf(`DELETE FROM %s WHERE ctid = '%s' AND NOT (%s)`, table, row.ctid, orFalse(unprovenRows[table])))
		})
		do(table+" put there", "", c.copied(table))
	}
}

func orFalse(condition string) string {
	if condition == "" {
		return "false"
	}
	return condition
}

// provenColumns are the columns of the tables that are proven.
type provenColumns struct {
	tables    map[string][]provenColumn
	once      bool   // each column is changed in one row only, and one row taken away
	most      int    // of how many rows of a table each is changed: those that say the least and the most, and some between
	unchecked string // takes away what keeps a table's values in order, as a superuser can
}

type provenColumn struct {
	Table    string `db:"table_name"`
	Name     string `db:"column_name"`
	Type     string `db:"data_type"`
	Nullable bool
}

func readColumns(t *testing.T, s *Store) provenColumns {
	t.Helper()
	c := provenColumns{tables: map[string][]provenColumn{}}
	var all []provenColumn
	err := s.patient.SelectContext(t.Context(), &all, `
		SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'YES' AS nullable
		FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE 'river%' ORDER BY c.table_name, c.ordinal_position`)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, column := range all {
		seen[column.Table] = true
		if untold[column.Table] == "" {
			c.tables[column.Table] = append(c.tables[column.Table], column)
		}
	}
	for table := range untold {
		if !seen[table] {
			t.Errorf("there is no table %s", table)
		}
	}
	err = s.patient.GetContext(t.Context(), &c.unchecked, `
		SELECT string_agg(change, '; ') FROM (
			SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS change
			FROM pg_constraint WHERE contype = 'c' AND connamespace = current_schema()::regnamespace AND conrelid::regclass::text NOT LIKE 'river%'
			UNION ALL SELECT format('ALTER TABLE %I ALTER %I DROP IDENTITY', table_name, column_name)
			FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES') AS all_of_them`)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type provenRow struct {
	ctid   string
	values map[string]any // nil: empty
}

func (c provenColumns) rows(t *testing.T, tx *sqlx.Tx, table string) (some []provenRow) {
	t.Helper()
	rows, err := tx.QueryxContext(t.Context(), fmt.Sprintf(`
		SELECT CAST(x.ctid AS text) AS its_ctid, to_jsonb(x)::text AS its_values FROM (SELECT ctid, * FROM %s) x ORDER BY length(to_jsonb(x)::text), x.ctid`, table))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var all []provenRow
	for rows.Next() {
		var ctid, text string
		if err := rows.Scan(&ctid, &text); err != nil {
			t.Fatal(err)
		}
		values, err := fieldsOf([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, provenRow{ctid, values})
	}
	if len(all) <= c.most {
		return all
	}
	for n := range c.most {
		some = append(some, all[n*(len(all)-1)/(c.most-1)])
	}
	return some
}

// others are values that the column might have instead, as SQL: a plausible one, and none.
func (c provenColumn) others(row provenRow) (values []string) {
	is := row.values[c.Name]
	if is != nil && c.Nullable {
		values = append(values, "NULL")
	}
	text, _ := is.(string)
	_, err := kpi.ParsePeriod(text)
	switch {
	case strings.Contains(c.Name, "period") && (is == nil || err == nil || text == ""):
		return append(values, `'2021-22Q3'`)
	case c.Name == "rule" && c.Table != "identities":
		return append(values, `'met'`)
	case c.Name == "ladder":
		return append(values, `'opens, 0, +1 deputy'`)
	case c.Name == "roles":
		return append(values, `array_append(array_remove(roles, 'member'), 'admin')`)
	case c.Name == "detail" || c.Name == "card":
		return append(values, fmt.Sprintf(`%[1]s || ' '`, c.Name))
	}
	switch c.Type {
	case "text":
		for _, known := range knownWords[c.Name] {
			if known != text {
				return append(values, "'"+known+"'")
			}
		}
		return append(values, fmt.Sprintf(`COALESCE(%s, '') || 'x'`, c.Name))
	case "bigint", "integer", "numeric":
		if c.Name == "n" || c.Name == "number" {
			return append(values, fmt.Sprintf(`%s + 1`, c.Name))
		}
		return append(values, fmt.Sprintf(`COALESCE(%s, 0) + 100000`, c.Name))
	case "boolean":
		return append(values, fmt.Sprintf(`NOT %s`, c.Name))
	case "date":
		return append(values, fmt.Sprintf(`COALESCE(%s, '2024-01-20') + 1`, c.Name))
	case "timestamp with time zone":
		return append(values, fmt.Sprintf(`COALESCE(%s, '2024-01-08 12:00Z') + interval '1 minute'`, c.Name))
	case "bytea":
		return append(values, fmt.Sprintf(`set_byte(%[1]s, 0, get_byte(%[1]s, 0) # 1)`, c.Name))
	case "jsonb":
		return append(values, `'[{"text": "Elsewhere", "url": ""}]'`)
	case "ARRAY":
		return append(values, fmt.Sprintf(`array_append(%s, 'words')`, c.Name))
	}
	return append(values, "unknown type "+c.Type)
}

// knownWords are what some columns can say, at least two for each.
var knownWords = map[string][]string{
	"unit": {"count", "days"}, "direction": {"up", "down"}, "kind": {"target", "contextual"}, "compare": {"previous", "year_ago"},
	"frequency": {"quarterly", "yearly"}, "status": {"final", "provisional"}, "rating": {"Green", "Red"}, "own_rating": {"Green", "Red"}, "seen_rating": {"Green", "Red"},
	"sign_off": {"manager"}, "corrections": {"team"}, "alerts": {"at once", "daily"}, "state": {"approved", "done"},
	"owner": {"U0LIB", "U0SKILLS"}, "deputy": {"U0LIB", "U0SKILLS"}, "manager": {"U0LIB", "U0SKILLS"}, "person": {"U0CLLR1", "U0SKILLS"},
	"act": {"posted", "done"}, "own_status": {"final", "provisional"}, "seen_status": {"final", "provisional"},
}

// copied puts a row there that is like one that is, under another number or another name.
func (c provenColumns) copied(table string) string {
	other := map[string]string{
		"people": "slack_id", "committees": "name", "collections": "period", "closures": "day", "identities": "name", "indicators": "code",
		"indicator_targets": "period", "committee_members": "person", "delegations": "period", "stopped_set_days": "period", "edition_cards": "indicator_id",
		"sign_offs": "figure_id", "audit_chains": "chain", "audit_entries": "seq", "report_editions": "number", "report_files": "format",
		"report_parts": "n", "red_turns": "turned_figure", "questions": "request", "corrections": "request_id", "figure_revisions": "revision", "publication_editions": "period",
	}
	var columns, values []string
	for _, column := range c.tables[table] {
		value := column.Name
		switch {
		case column.Name == "id" || column.Name == "position" && table != "committee_members":
			value = fmt.Sprintf(`(SELECT max(%s) + 1 FROM %s)`, column.Name, table)
		case column.Name == "position":
			value = `99`
		case column.Name == "code_key":
			value = `code_key || 'x'`
		case column.Name == other[table]:
			all := column.others(provenRow{values: map[string]any{column.Name: ""}})
			value = all[len(all)-1]
			if table == "sign_offs" {
				value = `(SELECT min(id) FROM figure_revisions f WHERE NOT EXISTS (SELECT FROM sign_offs o WHERE o.figure_id = f.id))`
			}
		}
		columns, values = append(columns, column.Name), append(values, value)
	}
	return fmt.Sprintf(`INSERT INTO %[1]s (%[2]s) SELECT %[3]s FROM (SELECT * FROM %[1]s LIMIT 1) AS one`, table, strings.Join(columns, ", "), strings.Join(values, ", "))
}
