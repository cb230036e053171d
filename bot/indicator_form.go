package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// The inputs of the form of an indicator, by the register's names. fieldFlags are what is either so or not.
const (
	fieldCode        = "code"
	fieldTitle       = "title"
	fieldCommittee   = "committee"
	fieldService     = "service"
	fieldKind        = "kind"
	fieldDirection   = "direction"
	fieldUnit        = "unit"
	fieldDecimals    = "decimals"
	fieldFrequency   = "frequency"
	fieldRule        = "rule"
	fieldBaseline    = "baseline"
	fieldCompare     = "compare"
	fieldFlags       = "flags"
	fieldOwner       = "owner"
	fieldDescription = "description"
)

// What is either so or not.
const (
	flagCumulative = "cumulative"
	flagSensitive  = "sensitive"
)

func indicatorConversation() conversation {
	return conversation{modals: []modal{{indicatorForm, submittedIndicator}}}
}

// indicatorsPage is a page of the indicators, with whose they are.
func (v *visit) indicatorsPage(ctx context.Context, of store.PageOf) (adminPage, error) {
	return v.pageOfIndicators(ctx, of, indicatorEntry)
}

func (v *visit) openIndicator(ctx context.Context, code string) (*Message, error) {
	return v.openDesk(ctx, newIndicatorDesk(v, code), subject{Code: code}, nil)
}

func submittedIndicator(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	d := newIndicatorDesk(v, readSubject(view.PrivateMetadata).Code)
	d.typedCode = strings.TrimSpace(enteredAll(view, fieldCode))
	return v.submitDesk(ctx, d, view)
}

func newIndicatorDesk(v *visit, code string) *indicatorDesk {
	return &indicatorDesk{targetsDesk: targetsDesk{visit: v, code: code}}
}

// indicatorDesk is the form of an indicator's definition. Without a code it adds one.
type indicatorDesk struct {
	targetsDesk

	typedCode  string // of the one that is added
	names      map[string]string
	committees []kpi.Committee
}

func (d *indicatorDesk) inputs() []string {
	all := []string{
		fieldTitle, fieldCommittee, fieldService, fieldKind, fieldDirection, fieldUnit, fieldDecimals, fieldFrequency, fieldRule, fieldBaseline, fieldCompare,
		fieldFlags, fieldOwner, kpi.FieldDeputy, fieldManager, fieldDescription,
	}
	if d.code == "" {
		return append([]string{fieldCode, kpi.FieldTarget}, all...)
	}
	return all
}

func (d *indicatorDesk) load(ctx context.Context) (r kpi.Register, err error) {
	if d.names, err = d.visit.store.Names(ctx); err != nil {
		return r, err
	}
	if d.committees, err = d.visit.store.Committees(ctx); err != nil {
		return r, err
	}
	if d.code == "" {
		return r, nil
	}
	return d.targetsDesk.load(ctx)
}

func (d *indicatorDesk) held(r kpi.Register) (boxes, bool) {
	if d.code == "" {
		f := indicatorBoxes(newIndicator)
		f[fieldCode], f[kpi.FieldTarget] = "", ""
		return f, true
	}
	if _, known := d.targetsDesk.held(r); !known {
		return nil, false
	}
	return indicatorBoxes(d.before), true
}

// newIndicator is what a new indicator most often is.
var newIndicator = kpi.Indicator{
	Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Compare: kpi.WithPrevious, Frequency: kpi.Quarterly,
}

func indicatorBoxes(i kpi.Indicator) boxes {
	f := boxes{
		fieldTitle: i.Title, fieldCommittee: "", fieldService: i.Service, fieldKind: string(i.Kind), fieldDirection: string(i.Direction), fieldUnit: string(i.Unit),
		fieldDecimals: strconv.Itoa(i.Decimals), fieldFrequency: string(i.Frequency), fieldRule: "", fieldBaseline: numberText(i.Baseline), fieldCompare: string(i.Compare),
		fieldOwner: i.Owner, kpi.FieldDeputy: i.Deputy, fieldManager: i.Manager, fieldDescription: i.Description,
	}
	if i.Committee != "" {
		f[fieldCommittee] = shortDigest(i.Committee)
	}
	if i.Rule != nil {
		f[fieldRule] = i.Rule.String()
	}
	var flags []string
	if i.Cumulative {
		flags = append(flags, flagCumulative)
	}
	if i.Sensitive {
		flags = append(flags, flagSensitive)
	}
	f[fieldFlags] = strings.Join(flags, ",")
	return f
}

func (d *indicatorDesk) item(r kpi.Register, f boxes) (kpi.Register, error) {
	i := d.before
	if d.code == "" {
		i.Code = f[fieldCode]
		if slices.ContainsFunc(r.Indicators, func(known kpi.Indicator) bool { return strings.EqualFold(known.Code, i.Code) }) {
			return kpi.Register{}, kpi.Refuse(fieldCode, "There is an indicator %s already. Choose another code, or find it in the list and press Edit.", i.Code)
		}
		target, err := targetNumber(kpi.FieldTarget, f[kpi.FieldTarget])
		if err != nil {
			return kpi.Register{}, err
		}
		i.Target = target
	}
	if err := d.described(&i, r, f); err != nil {
		return kpi.Register{}, err
	}
	if err := d.measured(&i, f); err != nil {
		return kpi.Register{}, err
	}
	for field, id := range map[string]string{fieldOwner: i.Owner, kpi.FieldDeputy: i.Deputy, fieldManager: i.Manager} {
		if err := mustBeKnown(r, field, id); err != nil {
			return kpi.Register{}, err
		}
	}
	d.after = i
	return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
}

// described takes over what an indicator is about, and whose it is.
func (d *indicatorDesk) described(i *kpi.Indicator, r kpi.Register, f boxes) error {
	i.Title, i.Service, i.Description = words.OneLine(f[fieldTitle]), words.OneLine(f[fieldService]), f[fieldDescription]
	i.Owner, i.Deputy, i.Manager = f[fieldOwner], f[kpi.FieldDeputy], f[fieldManager]
	at := slices.IndexFunc(r.Committees, func(c kpi.Committee) bool { return shortDigest(c.Name) == f[fieldCommittee] })
	if at < 0 {
		return kpi.Refuse(fieldCommittee, "Choose the committee that it is reported to. Type “%s admin committees” to add one.", d.visit.command)
	}
	i.Committee = r.Committees[at].Name
	return nil
}

// measured takes over how an indicator is measured and rated.
func (d *indicatorDesk) measured(i *kpi.Indicator, f boxes) error {
	i.Kind, i.Direction, i.Unit, i.Compare = kpi.Kind(f[fieldKind]), kpi.Direction(f[fieldDirection]), kpi.Unit(f[fieldUnit]), kpi.Compare(f[fieldCompare])
	i.Frequency = kpi.Frequency(f[fieldFrequency])
	if len(d.figures) > 0 && i.Frequency != d.before.Frequency {
		return kpi.Refuse(fieldFrequency, "%s has figures that are reported %s, so it stays so. Add an indicator with another code for the new ones.", i.Code, d.before.Frequency)
	}
	var err error
	if i.Decimals, err = strconv.Atoi(f[fieldDecimals]); err != nil {
		return kpi.Refuse(fieldDecimals, "“%s” is not a whole number. Write how many digits are shown after the point, such as 0 or 1.", kpi.Excerpt(f[fieldDecimals]))
	}
	if i.Baseline, err = targetNumber(fieldBaseline, f[fieldBaseline]); err != nil {
		return err
	}
	i.Rule = nil
	if f[fieldRule] != "" {
		rule, err := kpi.ParseRule(f[fieldRule])
		if err != nil {
			return err
		}
		i.Rule = &rule
	}
	flags := strings.Split(f[fieldFlags], ",")
	i.Cumulative, i.Sensitive = slices.Contains(flags, flagCumulative), slices.Contains(flags, flagSensitive)
	return nil
}

func (d *indicatorDesk) name() string {
	switch {
	case d.after.Code != "":
		return words.Name(d.after)
	case d.typedCode != "":
		return kpi.Excerpt(d.typedCode)
	}
	return d.targetsDesk.name()
}

func (d *indicatorDesk) changes(e store.Edited) []string {
	return indicatorChanges(d.before, e, d.names)
}

// effects say what a change of how an indicator is measured does to its figures.
func (d *indicatorDesk) effects(e store.Edited) (said []string) {
	for _, c := range e.Fields {
		switch c.Field {
		case fieldUnit:
			if len(d.figures) > 0 {
				last := d.figures[len(d.figures)-1]
				said = append(said, fmt.Sprintf("Figures that are in keep their numbers: %s is shown as %s.", d.before.ShowFigure(last), d.after.ShowFigure(last)))
			}
		case fieldKind, fieldDirection, fieldRule:
			return append(said, targetEffects(d.before, d.after, d.figures, d.open)...)
		}
	}
	return said
}

func (d *indicatorDesk) draw(f registerForm) slack.ModalViewRequest {
	return indicatorView(d.before, d.committees, f)
}
