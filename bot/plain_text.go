package bot

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// PreviewFor says when and where a preview is made.
type PreviewFor struct {
	Today   kpi.Date
	Zone    *time.Location
	Command string // the slash command
}

// PreviewText is what a committee's channel would get, for a terminal: the same messages in plain text, the cards that
// stand in a page's replies beneath it. It is empty where the committee has no channel.
func PreviewText(read store.Preview, committee string, p kpi.Period, how PreviewFor) (string, error) {
	shown := previewing{
		Preview:   read,
		committee: committee,
		period:    p,
		today:     how.Today,
		how:       cardFor{today: how.Today, zone: how.Zone, command: how.Command, toAll: true},
	}
	var b strings.Builder
	if read.Channel == "" {
		return "", nil
	}
	for n, reds := range shown.Summary.Pages(kpi.RedsOnPage) {
		m, err := shown.page(n + 1)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s\n", framed(fmt.Sprintf("Message %d to %s", n+1, read.Channel), plainText(m.Blocks)))
		for _, c := range reds {
			fmt.Fprintf(&b, "%s\n", framed("In its replies", plainText(cardMessage(c, shown.how).Blocks)))
		}
	}
	return b.String(), nil
}

// BeforePosting lists what to know before a preview is posted, such as doubts: one a line, each kind under its heading.
func BeforePosting(read store.Preview) string {
	shown := previewing{Preview: read}
	var b strings.Builder
	for _, list := range shown.known() {
		b.WriteString(list.Heading + ":\n")
		for _, one := range list.Of {
			b.WriteString("  " + one.Said + "\n")
		}
	}
	return b.String()
}

// framed puts a heading over a message, so that it stands apart from the next.
func framed(heading, text string) string {
	return "── " + heading + " ──\n" + strings.TrimRight(text, "\n") + "\n"
}

// plainText is a message's blocks in plain text, with its buttons in square brackets.
func plainText(blocks []slack.Block) string {
	var b strings.Builder
	for _, block := range plainBlocks(blocks) {
		if said := strings.TrimSpace(plainBlock(block)); said != "" {
			b.WriteString(said + "\n")
		}
	}
	return b.String()
}

func plainBlock(block slack.Block) string {
	switch block := block.(type) {
	case *slack.HeaderBlock:
		return block.Text.Text
	case *slack.SectionBlock:
		said := plainObject(block.Text)
		for _, f := range block.Fields {
			said += "\n" + plainObject(f)
		}
		return said
	case *slack.ContextBlock:
		var said []string
		for _, e := range block.ContextElements.Elements {
			if text, ok := e.(*slack.TextBlockObject); ok {
				said = append(said, plainObject(text))
			}
		}
		return strings.Join(said, " ")
	case *slack.ActionBlock:
		var said []string
		for _, e := range block.Elements.ElementSet {
			if b, ok := e.(*slack.ButtonBlockElement); ok {
				said = append(said, "["+b.Text.Text+"]")
			}
		}
		return strings.Join(said, " ")
	case *slack.RichTextBlock:
		var said []string
		for _, e := range block.Elements {
			said = append(said, plainRich(e))
		}
		return strings.Join(said, "\n")
	}
	return ""
}

// unescaped undoes our own markup and drops emphasis. plainObject also drops the circles, since the rating's word
// stands beside each.
var unescaped = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "*", "")

func plainObject(text *slack.TextBlockObject) string {
	if text == nil {
		return ""
	}
	if text.Type != slack.MarkdownType {
		return text.Text
	}
	said := text.Text
	for _, r := range []kpi.Rating{kpi.Red, kpi.Amber, kpi.Green, kpi.Blue, kpi.BaselineRating, kpi.ContextRating, kpi.InDevRating, kpi.NoData} {
		said = strings.ReplaceAll(said, ":"+circle(r)+": ", "")
	}
	return unescaped.Replace(said)
}

func plainRich(e slack.RichTextElement) string {
	var inner []slack.RichTextSectionElement
	switch e := e.(type) {
	case *slack.RichTextSection:
		inner = e.Elements
	case *slack.RichTextQuote:
		inner = e.Elements
	case *slack.RichTextPreformatted:
		inner = e.Elements
	case *slack.RichTextList:
		var lines []string
		for _, item := range e.Elements {
			lines = append(lines, "• "+plainRich(item))
		}
		return strings.Join(lines, "\n")
	}
	var b strings.Builder
	for _, i := range inner {
		switch i := i.(type) {
		case *slack.RichTextSectionTextElement:
			b.WriteString(i.Text)
		case *slack.RichTextSectionLinkElement:
			b.WriteString(cmp.Or(i.Text, i.URL))
		case *slack.RichTextSectionUserElement:
			b.WriteString(i.UserID)
		case *slack.RichTextSectionChannelElement:
			b.WriteString(i.ChannelID)
		}
	}
	return strings.TrimSpace(b.String())
}
