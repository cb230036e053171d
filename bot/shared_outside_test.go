package bot

import (
	"testing"

	"github.com/slack-go/slack"
)

// Only another organisation makes a channel one that strangers read: the council's other workspaces are the council.
func TestWhoSharesAChannel(t *testing.T) {
	t.Parallel()
	for _, is := range []struct {
		name                       string
		shared, extShared, orgWide bool
		outside                    bool
	}{
		{name: "the council's own"},
		{name: "with its own other workspaces", shared: true, orgWide: true},
		{name: "with another organisation", shared: true, extShared: true, outside: true},
		{name: "with both", shared: true, extShared: true, orgWide: true, outside: true},
		{name: "with somebody, Slack does not say whom", shared: true, outside: true},
		{name: "with another organisation, as an older field says", extShared: true, outside: true},
	} {
		var c slack.Channel
		c.IsShared, c.IsExtShared, c.IsOrgShared = is.shared, is.extShared, is.orgWide
		if got := sharedOutside(&c); got != is.outside {
			t.Errorf("%s: %v, want %v", is.name, got, is.outside)
		}
	}
}
