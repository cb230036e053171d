package doubt

// InWords is what was unlikely of a figure that somebody said is right all the same, for its committee; empty for a
// kind that is none.
func (k Kind) InWords() string {
	switch k {
	case Scale:
		return "far larger or smaller than its earlier figures. Whoever posted it was asked, and says that it is right."
	case Digits:
		return "far from its last figures. Whoever posted it was asked, and says that it is right."
	case Date:
		return "a figure that could be a date. Whoever posted it was asked, and says that it is right."
	case Falls:
		return "counts from 1 April, and is less than before. Whoever posted it was asked, and says that it is right."
	case Over100:
		return "over 100% for the first time. Whoever posted it was asked, and says that it is right."
	case Decimals:
		return "given more exactly than it is kept. Whoever posted it was asked, and says that it is right."
	case Same:
		return "the last figure again, to the digit. Whoever posted it was asked, and says that it is right."
	case LastWords:
		return "its commentary stood on an earlier figure too. Whoever posted it was asked, and says that it is right."
	case OthersWords:
		return "its commentary stands on another indicator too. Whoever posted it was asked, and says that it is right."
	case NoActions:
		return "Red without actions."
	case AgainstFigure:
		return "its commentary comes to another number. Whoever posted it was asked, and says that it is right."
	case AgainstEarlier:
		return "its commentary gives another number for an earlier figure. Whoever posted it was asked, and says that it is right."
	case AgainstWords:
		return "the numbers of its commentary do not fit each other. Whoever posted it was asked, and says that it is right."
	case NoWholeNumber:
		return "its commentary has a percentage that no whole number gives. Whoever posted it was asked, and says that it is right."
	}
	return ""
}
