package bot_test

import (
	"encoding/json"

	"chaser/demo/lookalike"
)

// modalText is what a person reads in a modal, the values of its boxes included.
func modalText(v *lookalike.View) string {
	var view struct {
		Title  struct{ Text string }
		Blocks json.RawMessage
	}
	if json.Unmarshal(v.JSON, &view) != nil {
		return ""
	}
	return view.Title.Text + "\n" + lookalike.PlainText(view.Blocks, "")
}

// box is what an input of a modal is filled with, and whether there is such an input.
func box(v *lookalike.View, blockID string) (string, bool) {
	var view struct {
		Blocks []struct {
			BlockID string `json:"block_id"`
			Element struct {
				InitialValue  string `json:"initial_value"`
				InitialOption struct {
					Value string `json:"value"`
				} `json:"initial_option"`
			}
		}
	}
	if json.Unmarshal(v.JSON, &view) != nil {
		return "", false
	}
	for _, b := range view.Blocks {
		if b.BlockID == blockID {
			return b.Element.InitialValue + b.Element.InitialOption.Value, true
		}
	}
	return "", false
}
