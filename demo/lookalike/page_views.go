package lookalike

import (
	"html/template"

	"chaser/demo/blockkit"
)

// drawModal draws the modal that a person sees. It is nil if none is open. The lock is held.
func (w *Workspace) drawModal(at place) *shownModal {
	v := w.top(at.as)
	if v == nil {
		return nil
	}
	shown := &shownModal{ID: v.ID, Key: v.ID + "." + v.Hash, Title: v.Title, Problem: v.Problem}
	surface := w.surface(at, "/act/modal", map[string]string{"view": v.ID})
	content, err := blockkit.Modal(v.JSON, v.Errors, v.typed, surface)
	if err != nil {
		w.config.Logger.Error("a modal could not be drawn", "error", err, "view", v.ID)
		shown.Problem = "This window could not be drawn; the log says why."
	}
	shown.Content = content
	return shown
}

// shownHome is a person's App Home as the page shows it.
type shownHome struct {
	Content template.HTML // empty where the app has published nothing for them
	Problem string        // Slack's words where the app failed a press
}

// drawHome draws what the app published for a person. The lock is held.
func (w *Workspace) drawHome(at place) shownHome {
	v := w.homes[at.as]
	if v == nil {
		return shownHome{}
	}
	content, err := blockkit.Message("", v.blocks(), w.surface(at, "/act/home/press", map[string]string{"view": v.ID}))
	if err != nil {
		w.config.Logger.Error("an App Home could not be drawn", "error", err, "view", v.ID)
		return shownHome{Problem: "This Home could not be drawn; the log says why."}
	}
	return shownHome{Content: content, Problem: v.Problem}
}
