package blockkit

import (
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
)

// Modal draws a whole modal as one form: title bar, blocks, and the submit and close buttons. errs holds, by block_id,
// a sentence for what was wrong when the modal was last submitted. typed holds what its form then held, and takes the
// place of the initial values. Both may be nil. The modal is a plain box. An element of class "bk-backdrop" around it
// lays it over the page.
func Modal(view json.RawMessage, errs map[string]string, typed url.Values, s Surface) (template.HTML, error) {
	var v wireView
	if err := json.Unmarshal(view, &v); err != nil {
		return "", fmt.Errorf("blockkit: draw modal: %w", err)
	}
	d := newDrawing(s, true)
	d.typed, d.errs = typed, errs
	page := struct {
		Form     drawnForm
		TitleID  string
		Title    []span
		Submit   []span
		Close    []span
		Blocks   []drawnBlock
		Strays   []string // errors for blocks that the modal does not have
		Disabled bool
	}{
		Form: d.form, TitleID: d.prefix + "-title", Title: d.plain(&v.Title),
		Submit: d.plain(v.Submit), Close: d.plain(v.Close), Disabled: s.Disabled,
	}
	if page.Close == nil {
		page.Close = []span{{Kind: "text", Text: "Cancel"}}
	}
	known := map[string]bool{}
	for i := range v.Blocks {
		b, err := d.block(&v.Blocks[i])
		if err != nil {
			return "", fmt.Errorf("blockkit: draw modal: %w", err)
		}
		known[b.ID] = true
		page.Blocks = append(page.Blocks, b)
	}
	for _, id := range slices.Sorted(maps.Keys(errs)) {
		if !known[id] {
			page.Strays = append(page.Strays, errs[id])
		}
	}
	return execute("modal", page)
}
