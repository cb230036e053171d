package bot

import (
	"fmt"

	"github.com/slack-go/slack"
)

// helpLines are what can be typed, and what it does.
var helpLines = []struct{ typed, does string }{
	{"", "what you owe and what you can do"},
	{"178", "an indicator's latest card; part of its name will do, such as inquests closed"},
	{"178 142 Fewer closed in August.", "posts the figure and its commentary for the open period"},
	{"178 2023-24Q1 213 Late returns", "another period; a figure that stands already is revised, with the reason"},
	{"REG2 570/889", "numerator over denominator; the percentage is worked out"},
	{"178 142 provisional", "marks the figure; so do part-period and carried-forward"},
	{"178 unavailable The database changed over.", "says that there is no figure, and why"},
	{"submit", "opens the form; submit 178 for one indicator"},
	{"due", "the figures that you owe"},
	{"red", "what is Red, the worst first; add a committee's name to see only its own"},
	{"list", "all indicators; add a committee's name to see only its own"},
	{"action 178 Two extra sessions due 31 Jan @someone", "records an action against a Red figure: what, by when, who"},
	{"actions", "what is being done, overdue first; actions mine, actions 178, or a committee's name"},
	{"away 3 Jan to 10 Jan @deputy", "your leave; your deputy is asked meanwhile. away alone shows it, back ends it"},
	{"alerts daily", "tells you of reds in one message a day; alerts at once as each happens, alerts alone shows which"},
	{"progress", "how the collection stands; add a committee's name to see only its own"},
	{"admin collections", "(performance team) sets when figures are collected"},
	{"approve 178", "(manager) signs the figure off; approve alone lists all that wait for you"},
	{"publish 2023-24Q2", "(performance team) shows the committee the quarter and posts its red summary; add a committee's name"},
	{"history 178", "every figure and revision, with its reason"},
}

// helpMessage explains the words.
func helpMessage(command string) *Message {
	elements := []slack.RichTextSectionElement{bold("What you can type")}
	for _, l := range helpLines {
		typed := command
		if l.typed != "" {
			typed += " " + l.typed
		}
		code := slack.NewRichTextSectionTextElement(typed, &slack.RichTextSectionTextStyle{Code: true})
		elements = append(elements, literal("\n"), code, literal("  "+l.does))
	}
	return say(fmt.Sprintf("Type %s 178 for a card, %s 178 142 to post a figure.", command, command),
		paragraph(elements...),
		note("Codes and words may be in capitals or not. Figures as you like: 96,326, 93%, 1.2k, £1,250 or 570 of 889. Slash commands do not work in threads: mention Chaser there, such as @Chaser 178. You can also write to it directly, in your own words."),
	)
}
