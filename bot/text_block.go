package bot

import (
	"strings"

	"github.com/slack-go/slack"

	"chaser/words"
)

// The most characters that Slack takes in each place.
const (
	maxHeader      = 150
	maxSection     = 3000
	maxButtonLabel = 75
	maxOptionLabel = 75
	maxModalTitle  = 24
)

// plain is text that Slack shows exactly as it is.
func plain(text string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, words.Cut(text, limit), false, false)
}

// marked is text with Slack's formatting. What people typed must have passed through escaped.
func marked(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, text, false, true)
}

func header(text string) slack.Block { return slack.NewHeaderBlock(plain(text, maxHeader)) }

// note is small print.
func note(text string) slack.Block { return slack.NewContextBlock("", plain(text, maxSection)) }

// literal is running text that cannot notify, link or format; bold is our own emphasis.
func literal(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(text, nil)
}

func bold(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(text, &slack.RichTextSectionTextStyle{Bold: true})
}

// paragraph is a block of running text. It must not be empty: Slack refuses a message for an empty text.
func paragraph(elements ...slack.RichTextSectionElement) slack.Block {
	return slack.NewRichTextBlock("", slack.NewRichTextSection(elements...))
}

// quote is a person's words, set off as a quotation.
func quote(text string) slack.Block {
	return slack.NewRichTextBlock("", &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{literal(text)}})
}

// unmarked is a sentence for a place that takes no formatting: quotation marks take the place of backticks.
func unmarked(sentence string) string {
	parts := strings.Split(sentence, "`")
	if len(parts)%2 == 0 {
		return sentence
	}
	var b strings.Builder
	for n, part := range parts {
		b.WriteString(part)
		if n < len(parts)-1 {
			b.WriteString([]string{"“", "”"}[n%2])
		}
	}
	return b.String()
}

// withExamples is a sentence in which the words between backticks are shown as something to type.
func withExamples(sentence string) slack.Block {
	var elements []slack.RichTextSectionElement
	parts := strings.Split(sentence, "`")
	for n, part := range parts {
		switch {
		case part == "":
		case n%2 == 1 && n < len(parts)-1:
			elements = append(elements, slack.NewRichTextSectionTextElement(part, &slack.RichTextSectionTextStyle{Code: true}))
		default:
			elements = append(elements, literal(part))
		}
	}
	return paragraph(elements...)
}
