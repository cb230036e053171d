package bot_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// A period that none of our forms offers is refused. It is never taken for the open one.
func TestAForgedPeriodInAForm(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before, entries := len(c.figures("178")), c.audited()
	for _, forged := range []string{"2023-24Q9", "nonsense", "0", "2023-24Q3 ", "99999999-24Q1"} {
		if _, err := kpi.ParsePeriod(forged); err == nil {
			continue // another way to write a real one
		}
		for name, fields := range map[string]map[string]any{
			"chosen": {"view.state.values.period": map[string]any{"period": map[string]any{"type": "static_select", "selected_option": map[string]any{"value": forged}}}},
			"carried": {
				"view.state.values.period": map[string]any{}, "view.private_metadata": `{"code":"178","period":"` + forged + `"}`,
			},
		} {
			c.types(coroner, "/kpi submit 178").submits(map[string]string{kpi.FieldFigure: "many"})
			fields["trigger_id"] = "forged " + name + forged
			fields["view.state.values.figure"] = map[string]any{"figure": map[string]any{"type": "plain_text_input", "value": "142"}}
			a, err := c.slack.Deliver(t.Context(), coroner, c.changed(c.slack.LastRequest(), fields))
			must(t, err)
			if !strings.Contains(string(a.Body), "is not a period") {
				t.Errorf("%q, %s, is answered with %s", forged, name, a.Body)
			}
			must(t, c.slack.CloseModal(t.Context(), coroner))
		}
	}
	if now := len(c.figures("178")); now != before || c.audited() != entries {
		t.Errorf("%d figures stand instead of %d", now, before)
	}
	c.types(coroner, "/kpi submit 178").submits(map[string]string{kpi.FieldFigure: "142", kpi.FieldCommentary: "No court sat."}).says("142")
}

// “Approve all” without the figure up to which it was drawn signs nothing off, and says so.
func TestApproveAllThatNamesNoFigure(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	c.types(coroner, "/kpi 178 142 Fewer").says("awaits sign-off")
	c.types(coroner, "/kpi 177 118").says("awaits sign-off")
	list := c.types(regulator, "/kpi approve").says("2 figures await sign-off.", "Approve all 2")
	list.presses("send_back", list.valueOf("send_back", `"code":"178"`))
	for _, value := range []string{`{}`, `{"figure":0}`, `{"figure":-3}`} {
		a, err := c.slack.Deliver(t.Context(), regulator, c.changed(c.slack.LastRequest(), map[string]any{
			"actions.action_id": "approve_all", "actions.value": value, "trigger_id": "forged " + value,
		}))
		must(t, err)
		answer{c, a, regulator}.says("This button names no figure, so nothing was signed off. Type /kpi approve to see what waits for you.")
	}
	must(t, c.slack.CloseModal(t.Context(), regulator))
	c.types(regulator, "/kpi approve").says("2 figures await sign-off.", "178", "177")
}

// An administrator who signs off their own indicators is not offered to sign off for others with the same press.
func TestApproveAllOfOnesOwnAndOthers(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff, func(r *kpi.Register) {
		for n, i := range r.Indicators {
			if i.Code == "REG1" || i.Code == "REG2" {
				r.Indicators[n].Manager = team
			}
		}
	})
	c.types(registrar, "/kpi reg1 99%").says("awaits sign-off")
	c.types(registrar, "/kpi reg2 61%").says("awaits sign-off")
	c.opensHome(team).says("Awaiting your sign-off", "REG1", "REG2", "Approve all 2")
	c.types(coroner, "/kpi 178 142 Fewer").says("awaits sign-off")
	c.opensHome(team).says("Awaiting your sign-off", "REG1", "REG2", "One figure awaits its manager's sign-off.").saysNot("Approve all")
}
