package bot_test

import (
	"testing"

	"chaser/kpi"
)

// The likely figure is one press away, and nothing is saved before it.
func TestTheLikelyFigureIsOnePressAway(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	had := len(c.figures("REG2"))
	asked := c.types(registrar, "/kpi REG2 0.64 Telephone registrations ended.").
		says("REG2 · 0.64% is about a hundredth of the target, 60%. Did you mean 64%?", "Nothing has been saved yet.", "You typed:", "/kpi REG2 0.64 Telephone registrations ended.")
	asked.saysNot("Posted")
	if got := len(c.figures("REG2")); got != had {
		t.Fatalf("a figure was saved before the answer: %d, had %d", got, had)
	}
	asked.presses("meant", "64%").says("Posted 64% for Q3 2023/24.", "Telephone registrations ended.")
	asked.presses("meant", "64%").says("Already recorded: 64% for Q3 2023/24.") // pressed again it has one effect
}

// Somebody who meant what they typed says so once, and the answer repeats it as it was typed.
func TestTheUnlikelyIsConfirmedOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	asked := c.directly(registrar, "REG2 0.64").says("Did you mean 64%?")
	asked.presses("sure", "Yes, 0.64%").says("Posted 0.64% for Q3 2023/24.")
	if f := c.figures("REG2"); f[0].Value.String() != "0.64" {
		t.Errorf("%s was saved", f[0].Value)
	}
}

// A form is asked about in its own window, which leads to the likely figure, to what was typed, or back to the form
// with nothing of it lost.
func TestAFormIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		do   func(question answer) answer
		want string
	}{
		{"what was meant", func(q answer) answer { return q.pressesInModal("meant", "64%") }, "Posted 64% for Q3 2023/24."},
		{"what was typed", func(q answer) answer { return q.submits(nil) }, "Posted 0.64% for Q3 2023/24."},
		{"something else", func(q answer) answer {
			form := q.pressesInModal("change", "Change").says("Post a figure").holds(kpi.FieldFigure, "0.64").holds(kpi.FieldCommentary, "Telephone registrations ended.").
				holds(kpi.FieldActions, "Two more clerks.")
			return form.submits(map[string]string{kpi.FieldFigure: "62"})
		}, "Posted 62% for Q3 2023/24."},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newCouncil(t)
			had := len(c.figures("REG2"))
			question := c.types(registrar, "/kpi submit REG2").submits(map[string]string{
				kpi.FieldFigure: "0.64", kpi.FieldCommentary: "Telephone registrations ended.", kpi.FieldActions: "Two more clerks.", kpi.FieldStatus: "Provisional: it may still change",
			})
			question.says("0.64% is about a hundredth of the target, 60%. Did you mean 64%?", "Nothing has been saved yet.")
			if got := len(c.figures("REG2")); got != had {
				t.Fatalf("a figure was saved before the answer: %d, had %d", got, had)
			}
			test.do(question).says(test.want)
			if f := c.figures("REG2")[0]; f.Commentary != "Telephone registrations ended." || f.Actions != "Two more clerks." || f.Status != kpi.Provisional {
				t.Errorf("of the form was saved %+v", f)
			}
		})
	}
}

// Somebody else posted while the question stood. The form comes back, with a box for the reason and everything that was
// typed.
func TestAFormIsAnsweredTooLate(t *testing.T) {
	t.Parallel()
	for name, answers := range map[string]func(q answer) answer{
		"what was meant": func(q answer) answer { return q.pressesInModal("meant", "64%") },
		"what was typed": func(q answer) answer { return q.submits(nil) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCouncil(t)
			question := c.types(registrar, "/kpi submit REG2").submits(map[string]string{kpi.FieldFigure: "0.64", kpi.FieldCommentary: "Mine."})
			c.types(team, "/kpi REG2 61").says("Posted 61%")
			again := answers(question).says("REG2 already has a figure for Q3 2023/24: 61%.").holds(kpi.FieldCommentary, "Mine.")
			if _, there := box(again.Modal, kpi.FieldReason); !there {
				t.Error("there is no box for the reason")
			}
		})
	}
}

// A doubt about words alone has no figure to correct, and is answered by one press.
func TestAskedAboutWordsAlone(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const text = "Fewer inquests were closed, since two coroners were on leave."
	c.types(coroner, "/kpi 178 150 "+text).says("Posted 150")
	c.types(coroner, "/kpi 177 118 "+text).
		says("The commentary is word for word that of 178, “Total number of Inquests closed”, for Q3 2023/24. Is that right?").
		presses("sure", "Yes, post it").says("Posted 118 for Q3 2023/24.")
}
