package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// noFilesMessage is for those who get no files.
func noFilesMessage(command string) *Message {
	return asideMessage(
		fmt.Sprintf("Only the performance team has reports and the register as files: ask them to send you one. `%s list Q2` shows a quarter's cards, and `%s red` what is Red.", command, command),
		button(pressList, "All indicators", subject{}), button(pressRed, "What is Red", subject{}))
}

// formatNames are the formats as people call them.
var formatNames = map[string]string{
	"docx": "Word document", "pdf": "PDF", "xlsx": "Excel workbook", "html": "web page", "csv": "open data (CSV)", "json": "open data (JSON)",
}

func formatName(format string) string {
	if name := formatNames[format]; name != "" {
		return name
	}
	return format
}

// reportView asks for what is to be made.
func reportView(committees []kpi.Committee, periods []kpi.Period, formats []string, o store.FileOrder) slack.ModalViewRequest {
	view := publishView(committees, o.Committee, periods, o.Period)
	view.CallbackID, view.Title, view.Submit = reportForm, plain("Report", maxModalTitle), plain("Make it", maxModalTitle)
	chosen := o.Formats
	if len(chosen) == 0 {
		chosen = defaultFormats
	}
	boxes := slack.NewCheckboxGroupsBlockElement(fieldWhichFormats)
	for _, f := range formats {
		box := slack.NewOptionBlockObject(f, plain(sentenceCase(formatName(f)), maxOptionLabel), nil)
		boxes.Options = append(boxes.Options, box)
		if slices.Contains(chosen, f) {
			boxes.InitialOptions = append(boxes.InitialOptions, box)
		}
	}
	members := slack.NewOptionBlockObject(audienceMembers, plain("The committee's members", maxOptionLabel), nil)
	public := slack.NewOptionBlockObject(audiencePublic, plain("The public", maxOptionLabel), plain("Names nobody, and holds back what is sensitive", maxOptionLabel))
	whom := slack.NewRadioButtonsBlockElement(fieldWhichAudience, members, public)
	if whom.InitialOption = members; o.Audience == audiencePublic {
		whom.InitialOption = public
	}
	view.Blocks.BlockSet = append(slices.Clone(view.Blocks.BlockSet[:2]),
		slack.NewInputBlock(fieldWhichFormats, plain("Files", maxModalTitle), nil, boxes),
		slack.NewInputBlock(fieldWhichAudience, plain("For", maxModalTitle), nil, whom),
		note("The files come into your direct messages. Of a period that is not published yet the report is a draft, and says so on every page."))
	return view
}

// offerReportMessage offers what a sentence asks for.
func offerReportMessage(o store.FileOrder) *Message {
	about := subject{Committee: o.Committee, Formats: strings.Join(o.Formats, ","), Audience: o.Audience}
	if !o.Period.IsZero() {
		about.Period = o.Period.String()
	}
	if o.Committee == "" || o.Period.IsZero() {
		return asideMessage("Chaser makes a committee's report as files. Say which.", button(pressReport, "Choose the report", about))
	}
	return asideMessage("Chaser can make "+orderedWhat(o)+", as files.", primary(button(pressReport, "Get the report", about)))
}

// orderedWhat is what was asked for: “the report of Communities for Q2 2023/24”.
func orderedWhat(o store.FileOrder) string {
	if o.Kind == store.OrderRegister {
		return "the register"
	}
	what := fmt.Sprintf("the report of %s for %s", o.Committee, o.Period.Words())
	if o.Audience == audiencePublic {
		what = fmt.Sprintf("the public's report of %s for %s", o.Committee, o.Period.Words())
	}
	return what
}

func orderedSentence(o store.FileOrder) string {
	var names []string
	for _, f := range o.Formats {
		names = append(names, formatName(f))
	}
	return fmt.Sprintf("Chaser is making %s: %s. You find it in your direct messages.", orderedWhat(o), words.AndList(names))
}

// orderMessage is what whoever asked for files reads: how far they are, that they are there, or why there are none.
func orderMessage(o store.FileOrder) *Message {
	title := orderTitle(o)
	blocks := []slack.Block{paragraph(bold(title))}
	var lines []string
	for _, format := range o.Formats {
		if l := orderLine(o, format); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) > 0 {
		blocks = append(blocks, paragraph(literal(strings.Join(lines, "\n"))))
	}
	switch {
	case o.State == store.OrderEnded:
		blocks = append(blocks, withExamples(o.Problem), buttons(button(pressOrderAgain, "Try again", subject{Order: o.ID})))
	case o.Problem != "":
		blocks = append(blocks, paragraph(literal(o.Problem)))
	}
	return say(title, blocks...)
}

// draftSentence says that a report is a draft, and why.
func draftSentence(o store.FileOrder) string {
	return fmt.Sprintf("It is a draft, and says so on every page: %s has not been published for this committee yet. Ask for it again once it is.", o.Period.Words())
}

func orderTitle(o store.FileOrder) string {
	what := orderedWhat(o)
	switch {
	case o.State == store.OrderEnded:
		return sentenceCase(what) + " was not sent."
	case o.State == store.OrderMade && o.Draft != "":
		return "A draft of " + what + " is below."
	case o.State == store.OrderMade:
		return sentenceCase(what) + " is below."
	}
	return "Making " + what + "…"
}

// orderLine is how far one of an order's files is.
func orderLine(o store.FileOrder, format string) string {
	name := sentenceCase(formatName(format))
	for _, f := range o.Files {
		switch {
		case f.Format != format:
		case f.Problem != "":
			return "✗ " + name + ": " + unmarked(f.Problem)
		default:
			return "✓ " + name + ", " + fileSize(f.Size)
		}
	}
	switch {
	case o.State != store.OrderWaiting:
		return ""
	case o.Format == format && o.Of > 0 && o.Done == o.Of: // the longest part of a PDF
		return fmt.Sprintf("… %s: %s read, now being printed", name, words.Counted(o.Of, "1 indicator", "indicators"))
	case o.Format == format && o.Of > 0:
		return fmt.Sprintf("… %s: %d of %s", name, o.Done, words.Counted(o.Of, "1 indicator", "indicators"))
	case o.Format == format:
		return "… " + name + ": being made"
	}
	return "– " + name + " waits"
}

// fileSize is a size as people read it.
func fileSize(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000*1000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%d.%d MB", n/1000/1000, n/1000/100%10)
}

// sharedText stands beside the files, escaped for Slack.
func sharedText(o store.FileOrder) string {
	text := sentenceCase(orderedWhat(o)) + "."
	if o.Draft != "" {
		text += " " + draftSentence(o)
	}
	return markup.Replace(text)
}

// refusedFiles says why Slack takes no files, what the person who can mend it does, and how to have them without.
func refusedFiles(o store.FileOrder, r remedy, reason string) string {
	byHand := "`chaser export --format xlsx --out register.xlsx`"
	if o.Kind == store.OrderReport {
		byHand = fmt.Sprintf("`chaser report --committee \"%s\" --period %s --audience %s --format %s --out report.%s`",
			o.Committee, o.Period, o.Audience, o.Formats[0], o.Formats[0])
	}
	return fmt.Sprintf("Slack did not take it: %s (%s). %s. Until then whoever runs Chaser makes it with %s.", r.why, reason, r.do, byHand)
}
