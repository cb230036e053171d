package bot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store"
)

const csmi = "Communities, Social Mobility and Inclusion"

var march12 = time.Date(2024, time.March, 12, 9, 30, 0, 0, time.UTC)

// summaryPage is a page of the summary of the cards, compared with others where there are any.
func summaryPage(t *testing.T, cards []kpi.Card, page int, then ...kpi.Card) *Message {
	t.Helper()
	var before kpi.Period
	if len(then) > 0 {
		before = kpi.Quarter(2023, 1)
	}
	m, err := redSummaryMessage(kpi.Summarise(csmi, q2, cards, before, then), page, kpi.RedsOnPage, kpi.DateOf(march12))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// coloured is the seed's cards with other ratings.
func coloured(t *testing.T, ratings map[string]kpi.Rating) []kpi.Card {
	t.Helper()
	cards := seedCards(t)
	for n := range cards {
		if r, changed := ratings[cards[n].Indicator.Code]; changed {
			f := *cards[n].Figure
			f.Rating = r
			cards[n].Figure = &f
		}
	}
	return cards
}

func TestGoldenRedSummary(t *testing.T) {
	t.Parallel()
	cards := seedCards(t)
	then := coloured(t, map[string]kpi.Rating{"SKL1": kpi.Amber, "REG2": kpi.Red, "LIB1": kpi.Amber})
	golden(t, "red_summary", summaryPage(t, cards, 1, then...))
	golden(t, "red_summary_moves", summaryPage(t, uneven(t), 1, then...))
	golden(t, "red_summary_continued", summaryPage(t, coloured(t, map[string]kpi.Rating{"REG1": kpi.Red}), 2, then...))
	golden(t, "red_summary_first_ever", summaryPage(t, cards[:1], 1))
	golden(t, "red_summary_none", summaryPage(t, cards[7:12], 1, cards[7:12]...))
	acted := cards[3]
	acted.Actions = []kpi.Action{
		{Text: "Two extra enrolment days", OwnerName: "Adult Skills service lead", Due: kpi.Date{Year: 2024, Month: time.January, Day: 31}, State: kpi.ActionOpen},
		{Text: "An old one", State: kpi.ActionDone},
		{Text: "Ring everybody who enrolled and did not come back", OwnerName: "Head of service", Due: kpi.Date{Year: 2024, Month: time.April, Day: 30}, State: kpi.ActionOpen},
	}
	golden(t, "red_summary_with_actions", summaryPage(t, []kpi.Card{acted}, 1))
	golden(t, "red_card", cardMessage(cards[0], cardFor{today: today, zone: time.UTC, command: "/kpi"}))
}

// uneven is the seed's cards where a quarter did not go as it should: figures are provisional, of a part of the period,
// carried forward, unavailable or not there, an indicator is new, and another is not the committee's any more.
func uneven(t *testing.T) []kpi.Card {
	t.Helper()
	cards := coloured(t, map[string]kpi.Rating{"REG2": kpi.Green})
	set := func(code string, change func(c *kpi.Card, f *kpi.Figure)) {
		for n := range cards {
			if cards[n].Indicator.Code == code {
				f := *cards[n].Figure
				cards[n].Figure = &f
				change(&cards[n], &f)
			}
		}
	}
	set("LIB1", func(_ *kpi.Card, f *kpi.Figure) { f.Status = kpi.Provisional })
	set("REG2", func(_ *kpi.Card, f *kpi.Figure) { f.Status = kpi.PartPeriod })
	set("LIB2", func(_ *kpi.Card, f *kpi.Figure) { f.Status, f.Rating = kpi.CarriedForward, kpi.NoData })
	set("LIB3", func(_ *kpi.Card, f *kpi.Figure) { f.Status, f.Rating, f.Value = kpi.Unavailable, kpi.NoData, nil })
	set("SKL2", func(c *kpi.Card, _ *kpi.Figure) { c.Figure = nil })
	set("179", func(c *kpi.Card, _ *kpi.Figure) { c.Figure = nil })
	set("TRS2", func(c *kpi.Card, _ *kpi.Figure) { c.Indicator.Code = "TRS3" })
	return cards
}

// restatedCard is REG2 as published with 55%, and what became of it.
func restatedCard(t *testing.T) (kpi.Card, kpi.Restatement) {
	t.Helper()
	published := cardNamed(t, "REG2")
	revised := with(published, func(f *kpi.Figure) {
		f.Value, f.Numerator, f.Denominator = nil, number("570"), number("889")
		*f = f.Completed(kpi.Percent)
		f.Revision, f.Reason, f.PostedBy, f.PostedAt = 2, "The commentary's 570 of 889 is right", "U0REGISTR", march12.AddDate(0, 0, 9)
	})
	return published, kpi.Restatement{From: published.Figure, To: *revised.Figure}
}

func TestGoldenStandings(t *testing.T) {
	t.Parallel()
	published, restated := restatedCard(t)
	member := cardFor{today: today, zone: time.UTC, command: "/kpi"}
	signer := kpi.Person{SlackID: "U0MGRREG", Name: "Assistant director, regulatory services"}
	stands := func(c kpi.Card, s kpi.Standing) kpi.Card {
		s.Signer = signer
		c.Standing = s
		return c
	}
	golden(t, "card_of_member", cardMessage(stands(published, kpi.Standing{Stage: kpi.StagePublished, Published: march12}), member))
	golden(t, "card_of_member_unpublished", cardMessage(stands(published, kpi.Standing{Stage: kpi.StageUnpublished}), member))
	golden(t, "card_of_member_restated", cardMessage(stands(published, kpi.Standing{Stage: kpi.StagePublished, Published: march12, Restated: &restated}), member))
	golden(t, "card_of_owner", cardMessage(stands(published, kpi.Standing{Stage: kpi.StageWorking}), forAll))
	golden(t, "card_of_owner_awaiting", cardMessage(stands(published, kpi.Standing{Stage: kpi.StageWorking, SignOff: kpi.SignOff{State: kpi.AwaitsSignOff}}), forAll))
	golden(t, "card_of_owner_sent_back", cardMessage(stands(published, kpi.Standing{Stage: kpi.StageWorking, SignOff: kpi.SignOff{
		State: kpi.SentBack, ByName: signer.Name, Reason: "The commentary says 64.1%.",
	}}), forAll))
	working := published
	working.Figure = &restated.To
	golden(t, "card_of_owner_restated", cardMessage(stands(working, kpi.Standing{Stage: kpi.StagePublished, Published: march12, Restated: &restated}), forAll))
	golden(t, "card_in_full_restated", fullCardView(stands(working, kpi.Standing{Stage: kpi.StagePublished, Published: march12, Restated: &restated}), forAll))
	golden(t, "posted_awaiting", postedMessage(store.Posted{Card: stands(published, kpi.Standing{Stage: kpi.StageWorking, SignOff: kpi.SignOff{State: kpi.AwaitsSignOff}}), Fresh: true}, forAll))
	golden(t, "erratum", erratumMessage(store.Erratum{Card: published, Restatement: restated, PublishedAt: march12}, time.UTC, false))
	golden(t, "erratum_alone", erratumMessage(store.Erratum{Card: published, Restatement: restated, PublishedAt: march12}, time.UTC, true))
	words := restated
	words.To.Value, words.To.Numerator, words.To.Denominator = published.Figure.Value, nil, nil
	golden(t, "erratum_of_words", erratumMessage(store.Erratum{Card: published, Restatement: words, PublishedAt: march12}, time.UTC, false))
	late := published
	late.Figure = nil
	golden(t, "erratum_of_a_late_figure", erratumMessage(store.Erratum{Card: late, Restatement: kpi.Restatement{To: *published.Figure}, PublishedAt: march12}, time.UTC, false))

	var short []kpi.Card
	for _, s := range []kpi.Standing{
		{Stage: kpi.StageWorking}, {Stage: kpi.StageUnpublished}, {Stage: kpi.StageWorking, SignOff: kpi.SignOff{State: kpi.AwaitsSignOff}},
		{Stage: kpi.StagePublished, Restated: &restated}, {Stage: kpi.StagePublished},
	} {
		short = append(short, stands(published, s))
	}
	golden(t, "list_standings", indicatorList(listedFrom(byService(short), 0), scope{}, "/kpi"))
}

func unsigned(t *testing.T, codes ...string) (list []store.UnsignedCard) {
	t.Helper()
	for n, code := range codes {
		c := cardNamed(t, code)
		c.PostedBy = "Somebody's lead"
		list = append(list, unsignedCard(int64(40+n), c))
	}
	return list
}

func unsignedCard(figure int64, c kpi.Card) store.UnsignedCard {
	return store.UnsignedCard{Unsigned: waitingOf(figure, c), Card: c}
}

func waitingOf(figure int64, c kpi.Card) store.Unsigned {
	return store.Unsigned{FigureID: figure, Code: c.Indicator.Code, Period: c.Period, Signer: c.Standing.Signer}
}

// withoutCards is the list of the figures of which these are the cards.
func withoutCards(cards []store.UnsignedCard) (list store.UnsignedList) {
	for _, c := range cards {
		list.Figures = append(list.Figures, c.Unsigned)
		list.Newest = max(list.Newest, c.FigureID)
	}
	list.All = len(cards)
	return list
}

func TestGoldenSignOff(t *testing.T) {
	t.Parallel()
	golden(t, "unsigned", unsignedMessage(withoutCards(unsigned(t, "178", "REG2")), unsigned(t, "178", "REG2"), ""))
	golden(t, "unsigned_none", unsignedMessage(store.UnsignedList{}, nil, ""))
	golden(t, "signed", signedMessage(store.SigningOff{
		Signed: []kpi.Card{cardNamed(t, "178")}, Refused: []*kpi.Refusal{kpi.Refuse("", "175 has been revised for Q2 2023/24 since you looked.")},
	}, unsignedMessage(withoutCards(unsigned(t, "REG2")), unsigned(t, "REG2"), "Posted since you looked:")))
	golden(t, "send_back", sendBackView(cardNamed(t, "178"), 41, ""))
	golden(t, "send_back_typed", sendBackView(cardNamed(t, "178"), 41, "August is missing"))
	golden(t, "to_send_back", toSendBackMessage(withoutCards(unsigned(t, "178")), unsigned(t, "178"), "August is missing", "a-draft"))
	golden(t, "to_send_back_several", toSendBackMessage(withoutCards(unsigned(t, "178", "REG2")), unsigned(t, "178", "REG2"), "", ""))
	golden(t, "sent_back_receipt", sentBackView(cardNamed(t, "178"), "Coroners service lead"))
	back := cardNamed(t, "178")
	f := *back.Figure
	f.SignOff = kpi.SignOff{State: kpi.SentBack, ByName: "Assistant director, regulatory services", Reason: "The commentary says <!channel> 141."}
	golden(t, "sent_back", sentBackMessage(store.SentBack{Figure: f, Card: back}))
	back.Figure = &kpi.Figure{Revision: 2}
	golden(t, "sent_back_seen_to", sentBackMessage(store.SentBack{Figure: f, Card: back}))

	sign := func(code string, state kpi.SignOffState) store.NoticeItem {
		i := cameIn(asks(t, code, kpi.DutySign, kpi.Step{}), "142")
		i.Card.Figure.SignOff.State = state
		return i
	}
	golden(t, "notice_sign_off", noticeMessage(noticeOn(16, "U0MGRREG", sign("178", kpi.AwaitsSignOff), sign("175", kpi.AwaitsSignOff), sign("176", kpi.SignedOff),
		asks(t, "REG2", kpi.DutyEscalate, kpi.Step{Days: 3}))))
	golden(t, "notice_signed_off", noticeMessage(noticeOn(16, "U0MGRREG", sign("178", kpi.SignedOff), sign("175", kpi.SentBack))))
}

func TestGoldenPublishing(t *testing.T) {
	t.Parallel()
	lead := kpi.Person{SlackID: "U0SKILLS", Name: "Adult Skills service lead"}
	lacks := kpi.Readiness{
		Missing:  []kpi.Lack{{Code: "SKL3", Title: "Percentage of learners", Period: q2, With: lead}, {Code: "YTH1", Title: "Youth providers", Period: q2}},
		Awaiting: []kpi.Lack{{Code: "178", Title: "Inquests closed", Period: q2, With: kpi.Person{SlackID: "U0MGRREG", Name: "Assistant director"}}},
		Lacking:  []kpi.Lack{{Code: "SKL1", Title: "Learners", Period: q2, With: lead}},
	}
	of := store.Publication{ID: 1, Committee: csmi, Period: q2, By: "U0PERF", ByName: "Performance team", At: march12}
	publishing := func(p store.Publishing) publishing {
		return publishing{Publishing: p, committee: csmi, period: q2, zone: time.UTC, now: march12.Add(16 * time.Minute)}
	}
	golden(t, "published", publishedMessage(publishing(store.Publishing{Publication: of, Fresh: true, Cards: 19, Channel: "C0CSMI", Readiness: lacks})))
	just := publishing(store.Publishing{Publication: of, Fresh: true, Cards: 19, Channel: "C0CSMI"})
	just.now = march12
	golden(t, "published_just_now", publishedMessage(just))
	golden(t, "published_on_its_day_just_now", setDayMessage(just))
	taken := kpi.TakenBack{By: "U0PERF", ByName: "Performance team", At: march12.Add(5 * time.Minute)}
	back := of
	back.TakenBack = &taken
	just.takenBack = &taken
	golden(t, "published_on_its_day_taken_back", takenBackMessage(just))
	golden(t, "publish_last_done", lastPublishedMessage(just))
	just.takenBack = nil
	golden(t, "unpublish", toTakeBackMessage(just, nil))
	golden(t, "unpublish_stands", toTakeBackMessage(just, kpi.Refuse("", "Q2 2023/24 was not taken back. It could be until Monday.")))
	golden(t, "unpublished", unpublishedMessage(store.Unpublished{Publication: back, Fresh: true, Channel: "C0CSMI", Said: 7}, "/kpi", time.UTC))
	golden(t, "unpublished_before_its_day", unpublishedMessage(store.Unpublished{
		Publication: back, Fresh: true, Channel: "C0CSMI", SetDay: kpi.Date{Year: 2024, Month: time.March, Day: 20},
	}, "/kpi", time.UTC))
	golden(t, "unpublished_already", unpublishedMessage(store.Unpublished{Publication: back}, "/kpi", time.UTC))
	golden(t, "unpublished_in_its_place", takenBackHereMessage(back, time.UTC))
	golden(t, "published_without_channel", publishedMessage(publishing(store.Publishing{Publication: of, Fresh: true, Cards: 1})))
	golden(t, "published_already", publishedMessage(publishing(store.Publishing{Publication: of})))
	waiting := publishing(store.Publishing{Publication: of})
	waiting.unsaid = heldPages("restricted_action_read_only_channel")
	golden(t, "published_already_and_held", publishedMessage(waiting))
	waiting.unsaid = []store.Notification{{Recipient: "C0CSMI", State: store.Ready}}
	golden(t, "published_already_and_on_its_way", publishedMessage(waiting))
	golden(t, "publish_form", publishView([]kpi.Committee{{Name: csmi}, {Name: "Highways"}}, "", []kpi.Period{q3, q2}, q2))
	golden(t, "publish_waits", waitingMessage(publishing(store.Publishing{Readiness: lacks})))
	golden(t, "publish_waits_complete", waitingMessage(publishing(store.Publishing{})))
	golden(t, "publish_waits_no_more", waitingMessage(publishing(store.Publishing{Publication: of})))
	golden(t, "published_on_its_day", setDayMessage(publishing(store.Publishing{Publication: of, Channel: "C0CSMI"})))
	stopped := publishing(store.Publishing{Readiness: lacks})
	stopped.stopped = &taken
	golden(t, "publish_waits_stopped", waitingMessage(stopped))
}

// shownPreview is the preview of the seed's last quarter.
func shownPreview(t *testing.T, cards []kpi.Card, lacks kpi.Readiness) previewing {
	t.Helper()
	reg2 := cardNamed(t, "REG2")
	likely := decimal.NewFromInt(64)
	return previewing{
		Preview: store.Preview{
			Publishing: store.Publishing{Readiness: lacks, Cards: len(cards), Channel: "C0CSMI"},
			Summary:    kpi.Summarise(csmi, q2, cards, kpi.Period{}, nil),
			Doubts: []doubt.Finding{{Indicator: reg2.Indicator, Figure: *reg2.Figure, Doubt: doubt.Doubt{
				Kind: doubt.Scale, Sentence: "0.64% is about a hundredth of the figure for Q1 2023/24, 61%.", Likely: &likely,
			}}},
			Digest: "5ee4",
		},
		committee: csmi, period: q2, channel: "csmi", today: kpi.DateOf(march12), how: cardFor{today: kpi.DateOf(march12), zone: time.UTC, command: "/kpi"},
	}
}

func TestGoldenPreviews(t *testing.T) {
	t.Parallel()
	lacks := kpi.Readiness{Lacking: []kpi.Lack{{Code: "SKL1", Title: "Learners", Period: q2, With: kpi.Person{SlackID: "U0SKILLS", Name: "Adult Skills service lead"}}}}
	p := shownPreview(t, uneven(t), lacks)
	_, more, err := p.messages(maxPreviewPosts)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "preview", previewMessage(p, more))
	view, err := previewView(p)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "preview_view", view)
	ready := p
	ready.Readiness, ready.Doubts, ready.Summary = kpi.Readiness{}, nil, kpi.Summarise(csmi, q2, seedCards(t)[:1], kpi.Period{}, nil)
	golden(t, "preview_ready", previewMessage(ready, left{}))
	ready.changed = true
	golden(t, "preview_changed", previewMessage(ready, left{}))
	nowhere := ready
	nowhere.Channel, nowhere.channel, nowhere.changed = "", "", false
	golden(t, "preview_without_channel", previewMessage(nowhere, left{}))
	day := setDayPreview{previewing: p, on: kpi.Date{Year: 2024, Month: time.March, Day: 13}}
	golden(t, "preview_of_set_day", setDayPreviewMessage(day))
	day.Readiness = kpi.Readiness{}
	golden(t, "preview_of_set_day_ready", setDayPreviewMessage(day))
	day.set.Stopped = &kpi.TakenBack{ByName: "Performance team", At: march12}
	golden(t, "preview_of_set_day_stopped", setDayPreviewMessage(day))
	set := store.SetDay{Collection: kpi.Collection{Publishes: day.on}}
	golden(t, "set_day_goes_on", setDayStoppedMessage(set, csmi, q2, day.on, "/kpi", time.UTC))
	set.Stopped = day.set.Stopped
	golden(t, "set_day_stopped", setDayStoppedMessage(set, csmi, q2, day.on, "/kpi", time.UTC))
}

// A preview has all that fits, or else its pages and the first card, and says how much more there is.
func TestWhatAPreviewShows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reds, most, messages int
		more                 string
	}{
		{0, 4, 1, ""}, {1, 4, 2, ""}, {3, 4, 4, ""}, {4, 4, 2, "3 more cards"}, {6, 4, 2, "5 more cards"}, {7, 4, 3, "6 more cards"},
		{18, 4, 4, "17 more cards"}, {19, 4, 4, "one more message and 18 more cards"}, {30, 4, 4, "2 more messages and 29 more cards"}, {2, 3, 3, ""}, {3, 3, 2, "2 more cards"},
	} {
		red := cardNamed(t, "SKL1")
		var cards []kpi.Card
		for n := range c.reds {
			one := red
			one.Indicator.Code = fmt.Sprint("SKL", n)
			cards = append(cards, one)
		}
		p := shownPreview(t, cards, kpi.Readiness{})
		shown, more, err := p.messages(c.most)
		if err != nil || len(shown) != c.messages || more.words() != c.more {
			t.Errorf("of %d reds %d messages are shown, and “%s”, want %d and “%s”: %v", c.reds, len(shown), more.words(), c.messages, c.more, err)
		}
		for _, m := range shown {
			accepted(t, m)
		}
	}
}

// Thirty reds are paged without one lost, and no page is refused, whatever their texts are filled with; nor is anything
// else of publishing.
func TestPublishingFitsWhateverItHolds(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(3, 1)
	for n, name := range slices.Sorted(maps.Keys(padding)) {
		if n%every != 0 {
			continue
		}
		filler := padding[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			worst := worstCard(filler)
			worst.Actions = []kpi.Action{{Text: filled(filler, kpi.MaxActions), OwnerName: filled(filler, kpi.MaxName), Due: dueDay, State: kpi.ActionOpen}}
			var cards []kpi.Card
			for _, i := range many(worst.Indicator, 30) {
				c := worst
				c.Indicator = i
				f := *c.Figure
				f.Rating = kpi.Red
				c.Figure = &f
				cards = append(cards, c)
			}
			gone := append([]kpi.Card{}, cards[:15]...)
			s := kpi.Summarise(filled(filler, kpi.MaxName), q2, cards, kpi.Quarter(2023, 1), gone)
			for _, c := range cards[:12] {
				for _, m := range []kpi.Move{kpi.IntoRed, kpi.OutOfRed, kpi.NotDueThen, kpi.NoFigureNow, kpi.UnratedNow, kpi.NotDueNow, kpi.NoLongerListed} {
					s.Moved = append(s.Moved, kpi.Moved{Move: m, Card: c})
				}
				s.NoFigure, s.NotFinal = append(s.NoFigure, c), append(s.NotFinal, c)
			}
			var all string
			for page := range s.Pages(kpi.RedsOnPage) {
				m, err := redSummaryMessage(s, page+1, kpi.RedsOnPage, dueDay)
				if err != nil {
					t.Fatal(err)
				}
				accepted(t, m)
				sent := 0
				for _, b := range m.Blocks {
					all += sentText(t, b)
					sent += len(sentText(t, b))
				}
				if sent > 12_800 {
					t.Errorf("the blocks of page %d take %d bytes", page+1, sent)
				}
				if n := utf8.RuneCountInString(m.Text); n > maxPostedText {
					t.Errorf("the text of page %d has %d characters", page+1, n)
				}
			}
			for _, c := range cards {
				if n := strings.Count(all, fmt.Sprintf(` Red (part of the period only) · %s · `, c.Indicator.Code)); n != 1 {
					t.Errorf("%s stands %d times in the summary", c.Indicator.Code, n)
				}
			}
			restated := kpi.Restatement{From: worst.Figure, To: *worst.Figure}
			restated.To.Revision++
			restated.To.Reason = filled(filler, kpi.MaxReason)
			for _, standing := range []kpi.Standing{
				{Stage: kpi.StagePublished, Published: march12, Restated: &restated},
				{Stage: kpi.StageWorking, Published: march12, Restated: &restated, Signer: kpi.Person{SlackID: "U", Name: filled(filler, kpi.MaxName)}, SignOff: kpi.SignOff{State: kpi.AwaitsSignOff}},
				{Stage: kpi.StageWorking, Published: march12, Restated: &restated, SignOff: kpi.SignOff{State: kpi.SentBack, ByName: filled(filler, kpi.MaxName), Reason: filled(filler, kpi.MaxReason)}},
			} {
				c := worst
				c.Standing = standing
				accepted(t, cardMessage(c, forAll))
				accepted(t, fullCardView(c, forAll))
				accepted(t, postedMessage(store.Posted{Card: c, Fresh: true, Replaced: c.Figure}, forAll))
				accepted(t, receiptView(store.Posted{Card: c, Fresh: true}, forAll))
				accepted(t, indicatorList(listedFrom([]kpi.Card{c, c, c}, 0), scope{}, "/kpi"))
			}
			accepted(t, erratumMessage(store.Erratum{Card: worst, Restatement: restated, PublishedAt: march12}, time.UTC, false))
			back := *worst.Figure
			back.SignOff = kpi.SignOff{State: kpi.SentBack, ByName: filled(filler, kpi.MaxName), Reason: filled(filler, kpi.MaxReason)}
			accepted(t, sentBackMessage(store.SentBack{Figure: back, Card: worst}))
			accepted(t, sendBackView(worst, 1, strings.Repeat("Ä", 5000)))

			var lacks kpi.Readiness
			var unsigned []store.UnsignedCard
			var items []store.NoticeItem
			for n, c := range append(cards, cards...) {
				l := kpi.Lack{Code: c.Indicator.Code, Title: c.Indicator.Title, With: kpi.Person{SlackID: "U", Name: filled(filler, kpi.MaxName)}, SentBack: true}
				lacks.Missing, lacks.Awaiting, lacks.Lacking = append(lacks.Missing, l), append(lacks.Awaiting, l), append(lacks.Lacking, l)
				unsigned = append(unsigned, unsignedCard(int64(n), c))
				f := *c.Figure
				f.SignOff.State = kpi.AwaitsSignOff
				c.Figure = &f
				items = append(items, store.NoticeItem{Item: kpi.Item{Duty: kpi.DutySign, Subject: kpi.Subject{Indicator: c.Indicator.Code, Period: q2}}, Card: c, In: true})
			}
			committee := filled(filler, kpi.MaxName)
			for _, p := range []publishing{
				{Publishing: store.Publishing{Readiness: lacks}},
				{Publishing: store.Publishing{Readiness: lacks, Fresh: true, Channel: "C0CSMI", Publication: store.Publication{ID: 1}}},
				{Publishing: store.Publishing{Publication: store.Publication{ID: 1}}, unsaid: stuck(filler)},
			} {
				p.committee, p.period, p.zone = committee, q2, time.UTC
				accepted(t, publishedMessage(p))
				accepted(t, waitingMessage(p))
			}
			shown := shownPreview(t, cards, lacks)
			shown.committee, shown.channel, shown.changed = committee, filled("n", 80), true
			for range 40 {
				d := shown.Doubts[0]
				d.Doubt.Sentence = filled(filler, 2000)
				shown.Doubts = append(shown.Doubts, d)
			}
			accepted(t, previewMessage(shown, left{2, 3}))
			accepted(t, setDayPreviewMessage(setDayPreview{previewing: shown}))
			if v, err := previewView(shown); err != nil || !fitsSocket(v) {
				t.Errorf("the modal does not fit through a socket: %v", err)
			} else {
				accepted(t, v)
			}
			accepted(t, publishView([]kpi.Committee{{Name: committee}}, committee, []kpi.Period{q2}, q3))
			accepted(t, unsignedMessage(withoutCards(unsigned), unsigned, ""))
			accepted(t, signedMessage(store.SigningOff{Signed: cards}, unsignedMessage(withoutCards(unsigned), unsigned, "")))
			accepted(t, noticeMessage(noticeOn(16, "U0MGRREG", items...)))
		})
	}
}

// heldPages are a page that is held, and two messages that wait for it.
func heldPages(word string) []store.Notification {
	day := kpi.Date{Year: 2024, Month: 1, Day: 8}
	return []store.Notification{
		{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 3, Reason: word, Day: day},
		{Recipient: "C0CSMI", State: store.Ready, Day: day}, {Recipient: "C0CSMI", State: store.Ready, Day: day},
	}
}

// stuck are messages of one publication that are held by each of a lot of causes, whose words are long.
func stuck(filler string) (all []store.Notification) {
	for n := range 40 {
		reason := []string{"restricted_action_read_only_channel", "is_archived", "channel_not_found", "invalid_blocks", filled(filler, 400)}[n%5]
		all = append(all, store.Notification{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 1, Reason: reason, Day: kpi.Date{Year: 2024, Month: 1, Day: 8}})
	}
	return all
}
