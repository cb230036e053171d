package bot

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/demo/blockkit"
	"chaser/demo/seed"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// accepted checks that Slack would take a message or a view and that it fits through a socket, and returns its JSON.
func accepted(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var refusal *blockkit.Refusal
	switch v := v.(type) {
	case *Message:
		var sent struct{ Blocks json.RawMessage }
		if err := json.Unmarshal(text, &sent); err != nil {
			t.Fatal(err)
		}
		refusal = blockkit.CheckMessage(v.Text, sent.Blocks)
		if len(text) >= 20<<10 {
			t.Errorf("the message takes %d bytes; a socket carries less than 20 KB", len(text))
		}
		if len(newerIn(v.Blocks)) > 0 {
			accepted(t, plainer(v))
		}
		knownBlocks(t, v.Blocks)
	case slack.ModalViewRequest:
		refusal = blockkit.CheckView(text)
		classicBlocks(t, v.Blocks.BlockSet)
	case slack.HomeTabViewRequest:
		refusal = blockkit.CheckView(text)
		classicBlocks(t, v.Blocks.BlockSet)
	}
	if refusal != nil {
		t.Errorf("Slack would refuse it: %v", refusal)
	}
	recording.keep(t, t.Name(), text)
	return text
}

// classic are the types of blocks that every workspace takes. A type that is neither here nor in newerBlocks is to be
// declared there, with a plainer form.
var classic = []slack.MessageBlockType{
	slack.MBTSection, slack.MBTHeader, slack.MBTContext, slack.MBTAction, slack.MBTDivider, slack.MBTInput, slack.MBTRichText,
}

func classicBlocks(t testing.TB, blocks []slack.Block) {
	t.Helper()
	for _, b := range blocks {
		if !slices.Contains(classic, b.BlockType()) {
			t.Errorf("not every workspace takes a %s block, which stands where it cannot be replaced", b.BlockType())
		}
	}
}

// knownBlocks checks that every block of a message is a classic one, or can be said in classic ones.
func knownBlocks(t testing.TB, blocks []slack.Block) {
	t.Helper()
	for _, b := range blocks {
		if _, newer := newerBlocks[b.BlockType()]; !newer {
			classicBlocks(t, []slack.Block{b})
			continue
		}
		n, can := b.(newerBlock)
		if !can || len(n.plainly()) == 0 {
			t.Errorf("a %s block, as a %T, cannot be said to a workspace that does not take it", b.BlockType(), b)
			continue
		}
		classicBlocks(t, n.plainly())
	}
}

// golden compares a message or a view with its golden file. One with newer blocks has a file for its plainer form too.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	if m, ok := v.(*Message); ok && len(newerIn(m.Blocks)) > 0 {
		golden(t, name+"_plain", plainer(m))
	}
	var got bytes.Buffer
	if err := json.Indent(&got, accepted(t, v), "", "  "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	path := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the tests with -update and look at what they write", err)
	}
	if d := cmp.Diff(string(want), got.String()); d != "" {
		t.Errorf("%s:\n%s", name, d)
	}
}

var (
	q2     = kpi.Quarter(2023, 2)
	q3     = kpi.Quarter(2023, 3)
	dueDay = kpi.Date{Year: 2024, Month: time.January, Day: 19}
	today  = kpi.Date{Year: 2024, Month: time.January, Day: 8}
	nine   = time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	forAll = cardFor{today: today, zone: time.UTC, command: "/kpi", mayPost: true, mayAct: true, mayShow: true}
)

// seedCards are the seed's nineteen cards of Q2 2023/24, the next quarter awaited.
func seedCards(t *testing.T) []kpi.Card {
	t.Helper()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var cards []kpi.Card
	for _, i := range r.Indicators {
		var figures []kpi.Figure
		for _, f := range r.Figures {
			if f.Indicator == i.Code {
				f = f.Completed(i.Unit)
				f.Assessment = i.Assess(f)
				f.Revision = 1
				figures = append(figures, f)
			}
		}
		c := kpi.NewCard(i, figures, q2)
		c.Awaited = &kpi.Awaited{Period: q3, Due: dueDay}
		cards = append(cards, c)
	}
	return cards
}

func cardNamed(t *testing.T, code string) kpi.Card {
	t.Helper()
	for _, c := range seedCards(t) {
		if c.Indicator.Code == code {
			return c
		}
	}
	t.Fatalf("there is no card %s", code)
	return kpi.Card{}
}

// with changes a card's figure and rates it again.
func with(c kpi.Card, change func(*kpi.Figure)) kpi.Card {
	f := *c.Figure
	change(&f)
	f.Assessment = c.Indicator.Assess(f)
	figures := []kpi.Figure{f}
	if c.Movement.From != nil {
		figures = append(figures, *c.Movement.From)
	}
	changed := kpi.NewCard(c.Indicator, figures, c.Period)
	changed.Awaited = c.Awaited
	return changed
}

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func TestGoldenCards(t *testing.T) {
	t.Parallel()
	lib1 := cardNamed(t, "LIB1")
	golden(t, "card_red", cardMessage(lib1, forAll))
	golden(t, "card_shared", cardMessage(lib1, cardFor{today: today, zone: time.UTC, shared: "Committee member 1"}))
	golden(t, "card_in_full", fullCardView(lib1, forAll))
	golden(t, "card_contextual", cardMessage(cardNamed(t, "178"), cardFor{today: today, zone: time.UTC}))
	golden(t, "card_revised_provisional", cardMessage(with(cardNamed(t, "SKL1"), func(f *kpi.Figure) {
		f.Status, f.Revision, f.Reason, f.PostedBy, f.PostedAt = kpi.Provisional, 2, "Late enrolments", "U0SKILLS", nine
	}), forAll))
	golden(t, "card_carried_forward", cardMessage(with(cardNamed(t, "DAV2"), func(f *kpi.Figure) { f.Status = kpi.CarriedForward }), forAll))
	unavailable := with(cardNamed(t, "DAV2"), func(f *kpi.Figure) { f.Status, f.Value = kpi.Unavailable, nil })
	golden(t, "card_unavailable", cardMessage(unavailable, forAll))
	compared := cardNamed(t, "REG1")
	compared.Indicator.NeighboursMean, compared.Indicator.EnglandMean = number("81.5"), number("80")
	golden(t, "card_compared", cardMessage(compared, forAll))
	empty := kpi.NewCard(lib1.Indicator, nil, q3)
	empty.Awaited = lib1.Awaited
	golden(t, "card_empty", cardMessage(empty, forAll))
}

func TestGoldenSubmit(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "TRS2"), func(f *kpi.Figure) { f.PostedBy, f.PostedAt = "U0TRADING", nine })
	c.PostedBy = "Trading Standards service lead"
	golden(t, "posted", postedMessage(store.Posted{Card: c, Fresh: true}, forAll))
	golden(t, "receipt", receiptView(store.Posted{Card: c, Fresh: true}, forAll))
	bare := with(c, func(f *kpi.Figure) { f.Actions = "" })
	golden(t, "posted_without_actions", postedMessage(store.Posted{Card: bare, Fresh: true}, forAll))
	golden(t, "receipt_without_actions", receiptView(store.Posted{Card: bare, Fresh: true}, forAll))
	golden(t, "refused", refusedMessage(kpi.Refuse(kpi.FieldFigure, "There is no figure. Type one, such as `178 142`."), "/kpi 178 <!channel> *142*", "d1"))
	golden(t, "form", formView(form{
		indicator: c.Indicator, latest: c, period: q3, periods: []kpi.Period{q3, q2}, due: dueDay, filled: draft{Figure: "5O%", Field: kpi.FieldFigure, Sentence: "“5O%” is not a number."},
	}))
	golden(t, "form_with_choice", formView(form{choices: []kpi.Indicator{c.Indicator, cardNamed(t, "178").Indicator}}))
}

func TestGoldenLists(t *testing.T) {
	t.Parallel()
	cards := seedCards(t)
	golden(t, "list", indicatorList(listedFrom(byService(cards), 0), scope{}, "/kpi"))
	golden(t, "no_year_before", noYearBeforeMessage(cardNamed(t, "LIB1")))
	golden(t, "red_without_actions", redMessage(listedFrom(kpi.WorstFirst(cards)[:2], 0), scope{Bare: true, Service: "Adult Skills"}, today, "/kpi"))
	golden(t, "red", redMessage(listedFrom(kpi.WorstFirst(cards), 0), scope{Committee: "Communities, Social Mobility and Inclusion"}, today, "/kpi"))
	golden(t, "due", dueMessage(cards[:2], []owed{{card: cards[3], with: "Adult Skills service lead"}, {card: cards[4], with: "Somebody new", back: "Take it back"}}, 2, today, 0))
	golden(t, "start", startMessage(start{mine: cards[:2], answers: true}, today, "/kpi"))
	golden(t, "start_manager", startMessage(start{others: 3, unsigned: 2, actions: []store.ListedAction{undertaken(7, "LIB1", "Late opening", 5)}}, today, "/kpi"))
	golden(t, "start_wanted", startMessage(start{answers: true, wanted: []kpi.Card{wanting(t)}}, today, "/kpi"))
	golden(t, "reading_question", readingsMessage("23/24 may be a year or a figure. Do you want the card of 2023/24, or to post 23 of 24?", "/kpi REG1 23/24",
		[]labelled{{"The card of 2023/24", subject{Draft: "d1"}}, {"Post 23 of 24", subject{Draft: "d2"}}}))
	golden(t, "colours", coloursMessage("/kpi"))
	for name, who := range map[string][]audience{"reader": {readers}, "owner": {posters}, "manager": {managers}, "team": {adminTeam}, "all": {posters, managers, adminTeam}} {
		golden(t, "help_"+name, helpMessage(everything(t).helpFor(who), everything(t).topics(), "", "/kpi"))
	}
	golden(t, "help_unknown", helpMessage(everything(t).helpFor([]audience{readers}), everything(t).topics(), "potholes", "/kpi"))
	for _, word := range []string{"away", "publish"} {
		of, _ := everything(t).topic(word)
		golden(t, "help_about_"+word, topicMessage(of, "/kpi"))
	}
	team := []kpi.Person{{Name: "Performance officer"}, {Name: "Data <analyst>"}}
	golden(t, "team", teamMessage(teamAbout{team: team}, false, "/kpi"))
	golden(t, "team_of_indicator", teamMessage(teamAbout{team: team, of: &cards[0].Indicator, names: map[string]string{cards[0].Indicator.Owner: "Library lead"}}, false, "/kpi"))
	golden(t, "not_understood", notUnderstoodMessage("the thing with the bins again", "/kpi the thing with the bins again", []*slack.ButtonBlockElement{
		primary(button(pressForm, "Post figure for 178", subject{Code: "178", Period: "2023-24Q3", Draft: "d1"})), button(pressDue, "What is due", subject{}),
	}))
	unlikely := doubted(t)
	golden(t, "sure_question", sureMessage(unlikely, "/kpi REG2 0.64 Telephone registrations ended.", subject{Draft: "d1"}, time.UTC))
	golden(t, "sure_form", sureView(unlikely, subject{Draft: "d1"}, time.UTC))
	words := &doubt.Question{Indicator: unlikely.Indicator, Figure: unlikely.Figure, Doubts: []doubt.Doubt{
		{Kind: doubt.LastWords, Field: kpi.FieldCommentary, Sentence: "The commentary is word for word that for Q1 2023/24."},
	}}
	golden(t, "sure_words", sureMessage(words, "", subject{Draft: "d1"}, time.UTC))
	said := contradicted(t)
	golden(t, "sure_contradicted", sureMessage(said, "/kpi REG2 55% 889 deaths were registered, of which 570 were within 5 days.", subject{Draft: "d1"}, time.UTC))
	golden(t, "sure_contradicted_form", sureView(said, subject{Draft: "d1"}, time.UTC))
	golden(t, "sure_contradicted_keep", keepView(draft{Code: "REG2", Asked: said.Sentence()}, subject{Draft: "d1"}))
	c := cards[0]
	golden(t, "history", historyMessage(c, []kpi.Figure{c.History[1], c.History[0]}, nil, cardFor{zone: time.UTC, mayPost: true}, 0))
	golden(t, "history_of_reader", historyMessage(c, []kpi.Figure{c.History[1], c.History[0]}, nil, cardFor{zone: time.UTC}, 0))
	golden(t, "choice", choiceMessage("inquests closed", store.Search{First: []kpi.Indicator{cards[9].Indicator, cards[10].Indicator}, All: 2}, pressCard, ""))
	golden(t, "not_found", notFoundMessage("187", []kpi.Indicator{cards[9].Indicator}, pressForm, "d1"))
}

// contradicted is a figure of the seed with the words that it was published with.
func contradicted(t *testing.T) *doubt.Question {
	t.Helper()
	i := cardNamed(t, "REG2").Indicator
	f := kpi.Figure{Period: kpi.Quarter(2023, 3), Value: number("55"), Status: kpi.Final, Commentary: "889 deaths were registered, of which 570 were within 5 days."}
	return &doubt.Question{Indicator: i, Figure: f, Doubts: doubt.Contradictions(doubt.Subject{Indicator: i, Figure: f, Today: today})}
}

// doubted is a figure of the seed with its point in the wrong place.
func doubted(t *testing.T) *doubt.Question {
	t.Helper()
	c := cardNamed(t, "REG2")
	s := doubt.Subject{Indicator: c.Indicator, Figure: *c.Figure, Figures: c.History[:1], Today: today}
	s.Figure.Value = number("0.64")
	q := &doubt.Question{Indicator: s.Indicator, Figure: s.Figure, Doubts: doubt.Of(s)}
	if q.Likely() == nil {
		t.Fatalf("nothing is doubted of %s", q.AsTyped())
	}
	return q
}

func TestGoldenChasing(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "178")
	names := map[string]string{"U0CORONER": "Coroners service lead", "U0REGISTR": "Registration service lead"}
	golden(t, "hand_on", handOnView(c.Indicator, q3, ""))
	golden(t, "hand_on_proposed", handOnView(c.Indicator, q3, "U0REGISTR"))
	golden(t, "handed_on", handedOnView(handedOn{
		indicator: c.Indicator, period: q3, to: "U0REGISTR", asker: kpi.Person{SlackID: "U0CORONER"}, names: names, command: "/kpi",
	}))
	golden(t, "stale_in", alreadyInMessage(c, forAll))
	golden(t, "stale_not_yours", notYoursMessage(c, "Registration service lead"))
	golden(t, "stale_closed", closedMessage(c, q3))
	golden(t, "stale_snooze", snoozeClosedMessage(q2))

	cal := kpi.NewCalendar(nil)
	third := kpi.Collection{Period: q3, Opens: kpi.Date{Year: 2024, Month: time.January, Day: 2}, Due: dueDay, CommitteeDate: kpi.Date{Year: 2024, Month: time.March, Day: 12}}
	golden(t, "collections", collectionsView([]kpi.Collection{third}, cal))
	proposal, err := kpi.DefaultTimetable.Propose(kpi.Quarter(2023, 4), kpi.Date{Year: 2024, Month: time.June, Day: 11}, cal)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "collections_proposed", collectionDaysView(collectionsForm{calendar: cal, collection: proposal.Collection, proposal: &proposal, timing: kpi.DefaultTimetable}))
	golden(t, "collections_saved", savedCollectionView(proposal.Collection, cal, nil, today))
}

func TestGoldenHearing(t *testing.T) {
	t.Parallel()
	golden(t, "hear_edited", editedMessage("LIB1 99 <!channel> *Recounted*"))
	golden(t, "hear_file", fileMessage("/kpi"))
	golden(t, "hear_late_line", lateLineMessage("d1", "/kpi submit LIB1 A wet summer"))
	golden(t, "hear_late", lateMessage("d1"))

	items := []kpi.Item{
		{Subject: kpi.Subject{Indicator: "178", Period: q3}, Due: dueDay}, {Subject: kpi.Subject{Indicator: "177", Period: q3}, Due: dueDay},
	}
	calm := owing{items: items, today: today, next: today.AddDays(1)}
	late := owing{items: items, today: dueDay, next: dueDay.AddDays(3)}
	golden(t, "aside_thanks", thanksMessage(4))
	golden(t, "aside_later", laterMessage(calm))
	golden(t, "aside_later_due", laterMessage(late))
	golden(t, "aside_later_overdue", laterMessage(owing{items: items, today: dueDay.AddDays(4), next: dueDay.AddDays(5)}))
	golden(t, "aside_peace", peaceMessage(calm, "/kpi"))
	golden(t, "aside_peace_due", peaceMessage(late, "/kpi"))
	golden(t, "aside_peace_nothing", peaceMessage(owing{}, "/kpi"))
	golden(t, "aside_give_up", giveUpMessage([]kpi.Subject{items[0].Subject}, "U0REGISTR"))
	golden(t, "aside_give_up_several", giveUpMessage([]kpi.Subject{items[0].Subject, items[1].Subject}, ""))
	golden(t, "aside_not_asked", notAskedMessage(cardNamed(t, "178"), "Coroners service lead"))
}
