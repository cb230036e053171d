package bot

import "testing"

// What is not the council's own is told by any of the three ids, where both sides say one.
func TestWhatIsOurs(t *testing.T) {
	t.Parallel()
	alone := installation{team: "T1", app: "A1"}
	grid := installation{team: "T1", enterprise: "E1", app: "A1"}
	wide := installation{enterprise: "E1", app: "A1"}
	for name, c := range map[string]struct {
		of   installation
		from origin
		want bool
	}{
		"all of ours":                          {alone, origin{"A1", "T1", ""}, true},
		"nothing said":                         {alone, origin{}, true},
		"another workspace":                    {alone, origin{"A1", "T2", ""}, false},
		"another app":                          {alone, origin{"A2", "T1", ""}, false},
		"another app, where none is known":     {installation{team: "T1"}, origin{"A2", "T1", ""}, true},
		"an organisation, where there is none": {alone, origin{"A1", "T1", "E1"}, false},
		"of our organisation":                  {grid, origin{"A1", "T1", "E1"}, true},
		"next door in it":                      {grid, origin{"A1", "T2", "E1"}, true},
		"next door in another":                 {grid, origin{"A1", "T2", "E2"}, false},
		"ours in another":                      {grid, origin{"A1", "T1", "E2"}, false},
		"next door in none":                    {grid, origin{"A1", "T2", ""}, false},
		"the organisation itself as a team":    {grid, origin{"A1", "E1", "E1"}, true},
		"installed in the whole organisation":  {wide, origin{"A1", "T7", "E1"}, true},
		"which is not theirs":                  {wide, origin{"A1", "T7", "E2"}, false},
		"nothing known":                        {installation{}, origin{"A1", "T1", ""}, true},
	} {
		if got := c.from.isIn(c.of); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
