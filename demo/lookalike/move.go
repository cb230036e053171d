package lookalike

import (
	"context"
	"net/http"
	"strconv"
)

// Move is a way to turn the workspace's clock, which the page offers beside it. Its caller knows what it does; the page
// only shows the clock afterwards. An error with a sentence for the person is a NotPossible.
type Move struct {
	Label string // of the button: "+1 hour"
	Why   string // what it is for, a few words
	Do    func(ctx context.Context) error
}

// actMove handles the press of a move's button.
func (w *Workspace) actMove(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	n, err := strconv.Atoi(r.PostForm.Get("move"))
	if err != nil || n < 0 || n >= len(w.config.Moves) {
		back(rw, r, at, notPossible("the clock cannot be moved like this"))
		return
	}
	err = w.config.Moves[n].Do(r.Context())
	if err != nil {
		w.config.Logger.Warn("the clock was not moved", "move", w.config.Moves[n].Label, "error", err)
	}
	w.mu.Lock()
	w.bump() // other open pages show the clock too
	w.mu.Unlock()
	back(rw, r, at, err)
}
