package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const (
	pressReport     = "report"      // has a committee's report made, or asks of what
	pressOrderAgain = "order_again" // has files made anew that could not be made or sent
)

func reportConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"report"}, read: readReport}},
		words: []string{"report", "reports", "pdf", "print"},
		meant: func(s line.Sentence) command {
			if s.Asks("when", "whens") {
				return askTeam{Dates: true}
			}
			scope := s.Scope()
			return offerReport{askReport{Typed: scope, Lenient: true, Wanted: readWanted(scope.Words)}}
		},
		help: []helpLine{{
			typed: "report communities Q2",
			does:  "(performance team) sends you the committee's report as files; add docx, pdf, xlsx, html, csv or json for some of them, and public for the public's",
			who:   []audience{adminTeam},
		}},
		about: "They come into your direct messages. Of a period that is not published yet it is a draft, and says so on every page.",
		presses: []press{
			{id: pressReport, answer: pressedReport, title: "Report"},
			{id: pressOrderAgain, answer: pressedOrderAgain, title: "Report"},
		},
		modals: []modal{{reportForm, submittedReport}},
	}
}

// askReport is “/kpi report communities Q2 docx public”.
type askReport struct {
	Typed   line.Scope
	Wanted  wanted
	Lenient bool // it is a sentence: words that name nothing are ignored
}

// wanted is which files of a report are asked for.
type wanted struct {
	Formats  []string
	Audience string // empty: the members'
	Rest     string // the other words
}

// formatWords are how people name a format.
var formatWords = map[string]string{
	"docx": "docx", "word": "docx", "pdf": "pdf", "xlsx": "xlsx", "excel": "xlsx", "spreadsheet": "xlsx", "html": "html", "web": "html", "page": "html",
	"csv": "csv", "json": "json",
}

// audienceWords are how people name whom a report is for.
var audienceWords = map[string]string{"public": audiencePublic, "public's": audiencePublic, "members": audienceMembers, "members'": audienceMembers}

// The audiences of a report, as the store names them.
const (
	audienceMembers = "members"
	audiencePublic  = "public"
)

// reportFillers are words that ask for nothing in particular.
var reportFillers = []string{"a", "an", "as", "document", "file", "files", "format", "it", "me", "my", "report", "reports", "the", "to", "version"}

// readWanted parts the formats and the audience from a committee's words.
func readWanted(words string) wanted {
	var w wanted
	var rest []string
	for _, typed := range strings.Fields(words) {
		word := strings.ToLower(strings.Trim(typed, ".,;:!?"))
		switch {
		case formatWords[word] != "":
			if f := formatWords[word]; !slices.Contains(w.Formats, f) {
				w.Formats = append(w.Formats, f)
			}
		case audienceWords[word] != "":
			w.Audience = audienceWords[word]
		case slices.Contains(reportFillers, word):
		default:
			rest = append(rest, typed)
		}
	}
	w.Rest = strings.Join(rest, " ")
	return w
}

// readReport reads a committee, a period, formats and an audience, in whatever order they come.
func readReport(r line.Reader) command {
	scope := r.Scope()
	return askReport{Typed: scope, Wanted: readWanted(scope.Words)}
}

func (askReport) effect() effect { return changes }

func (c askReport) answer(ctx context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return noFilesMessage(v.command), nil
	}
	if len(v.files.Formats()) == 0 {
		return nil, errNoPress
	}
	o, committees, err := c.order(ctx, v)
	if err != nil {
		return nil, err
	}
	if o.Committee == "" || o.Period.IsZero() {
		return v.openReport(ctx, committees, o)
	}
	return v.orderFiles(ctx, v.wholeOrder(o))
}

// order is what was asked for, as far as it was said.
func (c askReport) order(ctx context.Context, v *visit) (store.FileOrder, []kpi.Committee, error) {
	o := store.FileOrder{Kind: store.OrderReport, Period: c.Typed.Period, Audience: c.Wanted.Audience, Formats: c.Wanted.Formats}
	if c.Typed.Doubt != nil {
		return o, nil, c.Typed.Doubt
	}
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return o, nil, fmt.Errorf("committees: %w", err)
	}
	o.Committee, err = c.committee(committees, &o)
	return o, committees, err
}

// offerReport is a sentence that asks for a report. It is offered by a button, as a sentence with the word in it may
// not mean that files are to be made.
type offerReport struct{ askReport }

func (offerReport) effect() effect { return readsForAll }

func (c offerReport) answer(ctx context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return noFilesMessage(v.command), nil
	}
	o, _, err := c.order(ctx, v)
	if err != nil {
		return nil, err
	}
	return offerReportMessage(o), nil
}

// committee is the one that the words name; empty where they name none and there are several. A word such as public may
// belong to its name; then it does not say whom the report is for.
func (c askReport) committee(committees []kpi.Committee, o *store.FileOrder) (string, error) {
	if len(committees) == 1 && (c.Lenient || c.Wanted.Rest == "") {
		return committees[0].Name, nil
	}
	if c.Wanted.Audience != "" && c.Typed.Words != "" {
		if name, err := ChooseCommittee(withoutFormats(c.Typed.Words), committees); err == nil {
			o.Audience = ""
			return name, nil
		}
	}
	if c.Wanted.Rest == "" {
		return "", nil
	}
	name, err := ChooseCommittee(c.Wanted.Rest, committees)
	if err == nil || !c.Lenient {
		return name, err
	}
	for _, word := range strings.Fields(c.Wanted.Rest) {
		if len([]rune(word)) > 3 {
			if name, err := ChooseCommittee(word, committees); err == nil {
				return name, nil
			}
		}
	}
	return "", nil
}

// withoutFormats leaves out of the words those that name a format or nothing.
func withoutFormats(words string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(words), func(typed string) bool {
		word := strings.ToLower(strings.Trim(typed, ".,;:!?"))
		return formatWords[word] != "" || slices.Contains(reportFillers, word)
	}), " ")
}

// openReport asks in a form for what is missing, with what is known filled in.
func (v *visit) openReport(ctx context.Context, committees []kpi.Committee, o store.FileOrder) (*Message, error) {
	if len(committees) == 0 {
		return nil, kpi.Refuse("", "There is no committee yet. Import one with the register.")
	}
	collections, _, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	periods := publishablePeriods(collections, v.today)
	if len(periods) == 0 {
		return nil, kpi.Refuse("", "No collection has opened yet, so there is nothing to report. Type `%s admin collections` to set one.", v.command)
	}
	return v.openModal(ctx, reportView(committees, periods, v.files.Formats(), o))
}

// defaultFormats are those that a council uses: to edit, to print, to work with, and to put on its website.
var defaultFormats = []string{"docx", "pdf", "xlsx", "html"}

// wholeOrder is an order of a report with the defaults in place of what was not said.
func (v *visit) wholeOrder(o store.FileOrder) store.FileOrder {
	if o.Audience == "" {
		o.Audience = audienceMembers
	}
	if len(o.Formats) == 0 {
		here := v.files.Formats()
		o.Formats = slices.DeleteFunc(slices.Clone(defaultFormats), func(f string) bool { return !slices.Contains(here, f) })
	}
	o.Kind = store.OrderReport
	return o
}

// orderFiles records what is asked for. It is made and sent afterwards; whoever asked reads how far it is.
func (v *visit) orderFiles(ctx context.Context, o store.FileOrder) (*Message, error) {
	o.Request, o.By = v.request, v.asker.SlackID
	if err := v.store.OrderFiles(ctx, o, v.now(), v.today); err != nil {
		return nil, err
	}
	if v.inDirect && (!v.spoken || v.threadTS == "") {
		v.toldAlready = true
		return nil, nil // the message that says how far they are is the answer
	}
	return say(orderedSentence(o)), nil
}

// pressedReport has the report made of the committee and the period that the button names.
func pressedReport(ctx context.Context, v *visit, s subject) (*Message, error) {
	w := wanted{Rest: s.Committee, Audience: s.Audience}
	if s.Formats != "" {
		w.Formats = strings.Split(s.Formats, ",")
	}
	return askReport{Typed: line.Scope{Period: s.period()}, Wanted: w}.answer(ctx, v)
}

// pressedOrderAgain has the files made anew.
func pressedOrderAgain(ctx context.Context, v *visit, s subject) (*Message, error) {
	if err := v.store.TryOrderAgain(ctx, s.Order, v.asker.SlackID, v.now()); err != nil {
		return nil, err
	}
	return nil, nil // the message says how far they are
}

// reportForm is the modal's callback_id.
const reportForm = "report"

// The modal's inputs, beside those of publishing.
const (
	fieldWhichFormats  = "which_formats"
	fieldWhichAudience = "which_audience"
)

// submittedReport has the report made.
func submittedReport(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	if !v.asker.Is(kpi.Admin) {
		return v.modalError(kpi.Deny(fieldWhichCommittee, "Only the performance team has reports as files."), view, fieldWhichCommittee)
	}
	if len(v.files.Formats()) == 0 {
		return v.modalError(errNoPress, view, fieldWhichFormats)
	}
	o := v.wholeOrder(store.FileOrder{
		Committee: entered(view, fieldWhichCommittee), Period: subject{Period: entered(view, fieldWhichPeriod)}.period(),
		Audience: entered(view, fieldWhichAudience), Formats: ticked(view, fieldWhichFormats),
	})
	if _, err := v.orderFiles(ctx, o); err != nil {
		return v.modalError(err, view, fieldWhichPeriod)
	}
	done := readOnlyView("Report", []slack.Block{paragraph(literal(orderedSentence(o)))})
	return slack.NewUpdateViewSubmissionResponse(&done)
}

// ticked are the values of the boxes that are ticked.
func ticked(view slack.View, field string) []string {
	var values []string
	if view.State == nil {
		return nil
	}
	for _, input := range view.State.Values[field] {
		for _, o := range input.SelectedOptions {
			values = append(values, o.Value)
		}
	}
	return values
}
