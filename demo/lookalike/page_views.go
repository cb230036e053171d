package lookalike

import (
	"html/template"

	"chaser/demo/blockkit"
)

// drawModal draws the modal that a person sees; nil where none is open. The lock is held.
func (w *Workspace) drawModal(at place) *shownModal {
	v := w.top(at.as)
	if v == nil {
		return nil
	}
	shown := &shownModal{ID: v.ID, Key: v.ID + "." + v.Hash, Title: v.Title, Problem: v.Problem}
	content, err := blockkit.Modal(v.JSON, v.Errors, v.typed, w.surface(at, "/act/modal", map[string]string{"view": v.ID}))
	if err != nil {
		w.config.Logger.Error("a modal could not be drawn", "error", err, "view", v.ID)
		shown.Problem = "This window could not be drawn; the log says why."
	}
	shown.Content = content
	return shown
}

// drawHome draws what the app published for a person. The lock is held.
func (w *Workspace) drawHome(at place) template.HTML {
	v := w.homes[at.as]
	if v == nil {
		return ""
	}
	content, err := blockkit.Message("", v.blocks(), w.surface(at, "/act/home/press", map[string]string{"view": v.ID}))
	if err != nil {
		w.config.Logger.Error("an App Home could not be drawn", "error", err, "view", v.ID)
	}
	return content
}
