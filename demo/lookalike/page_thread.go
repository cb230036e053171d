package lookalike

import "strconv"

// shownReplies is how many of a thread's latest replies are shown beneath its parent. The earlier ones are folded.
const shownReplies = 4

// shownThread is a thread as the page shows it, beneath its parent.
type shownThread struct {
	ID      string // of the element, to lead back to it
	Count   string // "3 replies", as everyone counts them
	Fold    string // "Show 2 earlier replies"
	Earlier []shownMessage
	Latest  []shownMessage
}

func threadID(ts string) string { return "t" + ts }

// drawThread folds what came before the latest replies. count leaves out those that only one person sees. It is nil if
// there are no replies.
func drawThread(ts string, count int, replies []shownMessage) *shownThread {
	if len(replies) == 0 {
		return nil
	}
	cut := max(0, len(replies)-shownReplies)
	if cut == 1 { // the line that unfolds it would be no shorter
		cut = 0
	}
	t := &shownThread{
		ID: threadID(ts), Count: counted(count, "reply", "replies"), Earlier: replies[:cut], Latest: replies[cut:],
	}
	if cut > 0 {
		t.Fold = "Show " + counted(cut, "earlier reply", "earlier replies")
	}
	return t
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
