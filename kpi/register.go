package kpi

// Register is all that a council keeps: its people, committees, indicators, collections, closures and figures, in the
// order in which it lists them. It is what an import brings and an export gives back.
type Register struct {
	People      []Person
	Committees  []Committee
	Indicators  []Indicator
	Collections []Collection
	Identities  []Identity // what must add up
	Closures    []Closure  // days on which the council does not work, besides the bank holidays that are known
	Figures     []Figure   // without revisions and assessments: the latest of each
}

// Fault is something wrong with a register, and where: a path such as indicators[3].target.
type Fault struct {
	Path     string
	Sentence string
}

func (f Fault) String() string { return f.Path + ": " + f.Sentence }

// Faults is every fault of a register at once. As an error it lists them a line each.
type Faults []Fault

func (f Faults) Error() string {
	text := ""
	for i, fault := range f {
		if i > 0 {
			text += "\n"
		}
		text += fault.String()
	}
	return text
}
