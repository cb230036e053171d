package sheet

import (
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/words"
)

// building makes a register of what was read.
type building struct {
	*reading
	held     held
	register kpi.Register
	cells    []string // of the register's figures

	committee   string // of new indicators
	undirected  []string
	unitless    []string
	infrequent  []string
	madeCodes   []string
	yearly      []string // targets of a whole year that have no place
	eachPart    []string // those that are taken for each of its parts
	ownerless   int
	parts       []string // cells of years beside their quarters
	noCommittee bool
}

// propose makes the proposal of what was read.
func (r *reading) propose(name string) proposal.Proposal {
	b := building{reading: r, held: newHeld(r.o.Held)}
	if r.g.note != "" {
		r.notes = append(r.notes, "The file "+r.g.note+".")
	}
	r.noteLinked()
	b.findCommittee()
	for _, e := range r.entries {
		if e.code != "" { // codes that the sheet gives are taken before any is made
			b.held.codes["sheet "+codeKey(e.code)] = true
		}
	}
	for _, e := range r.entries {
		b.add(e)
	}
	r.counts.Indicators = len(r.entries)
	b.senseFaults()
	b.ask()
	slices.SortStableFunc(r.questions, func(a, c proposal.Question) int {
		switch {
		case a.Needed == c.Needed:
			return 0
		case a.Needed:
			return -1
		}
		return 1
	})
	layout := r.layout
	if r.o.Answers != nil {
		layout.Fractions = r.o.Answers.Fractions
	}
	slices.SortFunc(layout.PeriodColumns, func(a, b proposal.PeriodColumn) int { return a.Column - b.Column })
	slices.SortFunc(layout.TargetColumns, func(a, b proposal.PeriodColumn) int { return a.Column - b.Column })
	return proposal.Proposal{
		Source: name, Layout: &layout, Samples: r.samples(), Faults: r.faults, Questions: r.questions, Notes: r.notes, Read: r.counts, Register: b.register,
	}
}

// samples are the first three rows that were read.
func (r *reading) samples() []proposal.Sample {
	var all []proposal.Sample
	for _, row := range r.layout.DataRows[:min(3, len(r.layout.DataRows))] {
		s := proposal.Sample{Row: row}
		for _, c := range r.g.rows[row-1] {
			s.Cells = append(s.Cells, c.text)
		}
		all = append(all, s)
	}
	return all
}

// add makes an indicator of an entry, with its figures and targets.
func (b *building) add(e *entry) {
	was, known, asked := b.match(&b.held, e)
	if asked {
		return
	}
	said := b.answeredOf(e.code, e.title)
	i := was
	if !known {
		i = b.fresh(e, said)
	}
	unit, sure := b.unit(e)
	switch {
	case known:
		if sure && unit != was.Unit && len(e.figures)+len(e.targets) > 0 {
			b.reading.ask(proposal.Question{About: i.Code, Asks: fmt.Sprintf("Its figures are held as %s, and this sheet has %s. Which is right?", was.Unit.InWords(), unit.InWords()), Until: "its figures and targets are left out."})
			return
		}
		unit = was.Unit
	case said != nil && said.Unit != "":
		unit = said.Unit
	case !sure:
		b.unitless = append(b.unitless, i.Code+" ("+string(unit)+")")
	}
	i.Unit = unit
	figures, targets := b.scaledValues(e, i)
	if !known {
		i.Decimals = decimalsOf(e, said, unit)
		i.Direction = b.direction(e, i.Code, said)
		i.Frequency = b.frequency(e, i.Code, said)
	}
	b.setTargets(&i, targets)
	if !known {
		b.setKind(&i, e, said, len(targets) > 0)
	}
	b.register.Indicators = append(b.register.Indicators, i)
	b.setFigures(i, e, figures)
}

// fresh begins an indicator that is new.
func (b *building) fresh(e *entry, said *proposal.AnsweredIndicator) kpi.Indicator {
	i := kpi.Indicator{Title: e.title, Service: clipped(e.service, kpi.MaxName), Committee: b.committee, Compare: kpi.WithPrevious, Description: clipped(kpi.CleanText(e.description), kpi.MaxDescription)}
	code, made := b.held.codeFor(e)
	if said != nil && said.Code != "" {
		code, made = said.Code, false
		b.held.codes[codeKey(code)] = true
	}
	if said != nil && said.Service != nil {
		i.Service = *said.Service
	}
	i.Code = code
	switch {
	case made:
		b.madeCodes = append(b.madeCodes, code)
	case e.code != "" && code != e.code:
		b.notes = append(b.notes, fmt.Sprintf("%s: the code “%s” is written so, that it can be typed.", code, e.code))
	}
	if len([]rune(i.Title)) > kpi.MaxTitle {
		i.Title = words.Cut(i.Title, kpi.MaxTitle)
		b.fault(proposal.CellName(max(1, b.layout.Columns[proposal.Title]), e.row), fmt.Sprintf("the title is longer than %d characters; it is cut", kpi.MaxTitle))
	}
	if e.committee != "" {
		i.Committee = b.committeeNamed(e.committee)
	}
	if i.Committee == "" {
		b.noCommittee = true
	}
	b.ownerless++
	return i
}

// unit is what an entry's figures count: by its column of units, the signs in its cells, its title. sure is false where
// none of them says it.
func (b *building) unit(e *entry) (unit kpi.Unit, sure bool) {
	if u, ok := unitWords[unitText(e.unit)]; ok && e.unit != "" {
		return u, true
	}
	if e.ownScale() != "" && strings.Contains(e.unit, "£") {
		return kpi.Currency, true
	}
	whole, any := true, false
	for _, v := range slices.Concat(e.figures, e.targets) {
		a := v.amount
		switch u, ok := unitOfWords(a.unit); {
		case a.perCent:
			return kpi.Percent, true
		case a.pounds, strings.Contains(v.says, "£"):
			return kpi.Currency, true
		case a.unit != "" && ok:
			return u, true
		}
		any = true
		whole = whole && a.value != nil && (a.value.IsInteger() || e.scaleOf(v) != "")
	}
	if u, ok := unitInTitle(e.title); ok {
		return u, true
	}
	switch {
	case e.perCent:
		return kpi.Percent, true
	case !any, whole:
		return kpi.Count, false
	}
	return kpi.Ratio, false
}

// direction is which way is better, as the sheet says it: in its column, in a target's words, by its own ratings.
func (b *building) direction(e *entry, code string, said *proposal.AnsweredIndicator) kpi.Direction {
	if said != nil && said.Direction != "" && said.Direction != kpi.None {
		return said.Direction
	}
	if d, ok := polarityIn(e.polarity); ok {
		return d
	}
	for _, t := range e.targets {
		if t.toward != "" {
			b.notes = append(b.notes, fmt.Sprintf("%s: %s, as its target “%s” in %s says.", code, better(t.toward), t.words, t.cell))
			return t.toward
		}
	}
	if len(e.evidence) > 0 && !slices.ContainsFunc(e.evidence, func(m moved) bool { return m.toward != e.evidence[0].toward }) {
		b.notes = append(b.notes, fmt.Sprintf("%s: %s, as %s.", code, better(e.evidence[0].toward), e.evidence[0].says))
		return e.evidence[0].toward
	}
	return kpi.None
}

func better(d kpi.Direction) string {
	if d == kpi.Up {
		return "higher is better"
	}
	return "lower is better"
}

func (b *building) setKind(i *kpi.Indicator, e *entry, said *proposal.AnsweredIndicator, hasTarget bool) {
	_, polarity := polarityIn(e.polarity)
	switch {
	case said != nil && said.Kind != "" && (said.Kind != kpi.Target || i.Direction != kpi.None):
		i.Kind = said.Kind
	case e.kind != "":
		i.Kind = e.kind
	case hasTarget && i.Direction != kpi.None:
		i.Kind = kpi.Target
	default:
		i.Kind = kpi.Contextual
		if hasTarget && !polarity {
			b.undirected = append(b.undirected, i.Code)
		}
	}
}

// findCommittee finds the committee that was named among those that are held, or makes it.
func (b *building) findCommittee() {
	if name := kpi.CleanLine(b.o.Committee); name != "" {
		b.committee = b.committeeNamed(name)
	}
}

// committeeNamed is the committee as the register has it, which is added where it is new.
func (b *building) committeeNamed(name string) string {
	name = kpi.CleanLine(name)
	for _, all := range [][]kpi.Committee{b.o.Held.Committees, b.register.Committees} {
		for _, c := range all {
			if plain(c.Name) == plain(name) {
				return c.Name
			}
		}
	}
	b.register.Committees = append(b.register.Committees, kpi.Committee{Name: name})
	b.notes = append(b.notes, fmt.Sprintf("The committee “%s” is new. It has no channel yet: give it one before anything is published.", name))
	return name
}

// ask puts together what has to be asked of many indicators, each question once.
func (b *building) ask() {
	ask := b.reading.ask
	if b.noCommittee {
		q := proposal.Question{About: "Committee", Asks: "Whose indicators are they? Name the committee with --committee.", Needed: true}
		if n := len(b.o.Held.Committees); n > 0 && n <= 10 {
			var names []string
			for _, c := range b.o.Held.Committees {
				names = append(names, "“"+c.Name+"”")
			}
			q.Asks += " Held are " + words.AndList(names) + "."
		}
		ask(q)
	}
	if len(b.fractions) > 0 {
		ask(proposal.Question{
			About: strings.Join(b.fractions, ", "), Asks: fmt.Sprintf("They are percentages, and their numbers lie between 0 and 1 without a %% sign. Is 0.64 there 64%% or 0.64%%? Say in the map “fractions”: “%s” or “%s”.", proposal.AsShares, proposal.AsPercent),
			Until: "they are left out.",
		})
	}
	if len(b.undirected) > 0 {
		ask(proposal.Question{
			About: strings.Join(b.undirected, ", "), Asks: "Is higher or lower better? Say it in a column headed “Good is”, or as direction and kind in the map's indicator_list.", Until: "no rating.",
		})
	}
	if len(b.unitless) > 0 {
		ask(proposal.Question{About: strings.Join(b.unitless, ", "), Asks: "What do they count? Neither a column, a sign nor the title says it. Say it as unit in the map's indicator_list.", Until: "as it stands in brackets."})
	}
	if len(b.infrequent) > 0 {
		ask(proposal.Question{About: strings.Join(b.infrequent, ", "), Asks: "How often are they reported? There are no figures to see it by. Say it as frequency in the map's indicator_list.", Until: "quarterly."})
	}
	if len(b.yearly) > 0 {
		ask(proposal.Question{
			About: strings.Join(b.yearly, ", "), Asks: fmt.Sprintf("The target is of the whole year, and the figures are of parts of it. Does it hold in each part? Say in the map's target_columns “holds”: “%s” or “%s”.", proposal.InEachPart, proposal.ForTheYear),
			Until: "the targets are left out.",
		})
	}
	if len(b.eachPart) > 0 {
		b.notes = append(b.notes, fmt.Sprintf("%s: a percentage's target of the year is taken for each of its parts. Where it is for the year as a whole, say so in the map's target_columns, “holds”: “%s”.", listedShort(b.eachPart), proposal.ForTheYear))
	}
	if len(b.madeCodes) > 0 {
		b.notes = append(b.notes, fmt.Sprintf("No code is given for %s: Chaser makes them of the titles, and finds them by the titles from then on.", listedShort(b.madeCodes)))
	}
	if len(b.sections) > 0 {
		b.notes = append(b.notes, fmt.Sprintf("Rows by themselves are taken for services: %s.", listedShort(b.sections)))
	}
	if len(b.parts) > 0 {
		b.fault(strings.Join(b.parts, ", "), "a year beside its quarters or months: it is recognised, and not kept, as Chaser keeps what each indicator reports")
	}
	if b.ownerless > 0 {
		b.notes = append(b.notes, fmt.Sprintf("To do after the import: name an owner for %s, in /kpi admin or in the register. Until then the performance team posts the figures.", words.Counted(b.ownerless, "the new indicator", "new indicators")))
	}
}

func listedShort(all []string) string {
	if len(all) > 12 {
		return strings.Join(all[:11], ", ") + " " + words.More(len(all)-11)
	}
	return words.AndList(all)
}

// senseFaults leaves out figures that the register would refuse, and lists them by their cells.
func (b *building) senseFaults() {
	if b.o.Today.IsZero() || b.noCommittee {
		return
	}
	refused := map[int]string{}
	for _, f := range b.register.Faults(b.o.Held, b.o.Today) {
		var n int
		if _, err := fmt.Sscanf(f.Path, "figures[%d]", &n); err == nil && n < len(b.cells) {
			refused[n] = f.Sentence
			continue
		}
		if _, err := fmt.Sscanf(f.Path, "indicators[%d]", &n); err == nil && n < len(b.register.Indicators) {
			f.Path = b.register.Indicators[n].Code
		}
		b.reading.ask(proposal.Question{About: f.Path, Asks: f.Sentence + ".", Needed: true})
	}
	kept := b.register.Figures[:0:0]
	for n, f := range b.register.Figures {
		if why, out := refused[n]; out {
			b.fault(b.cells[n], strings.TrimSuffix(why, ".")+"; it is left out")
			continue
		}
		kept = append(kept, f)
	}
	b.register.Figures = kept
}
