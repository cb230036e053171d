package doubt_test

import "testing"

// A target that is met is the card's, though its number stands in brackets or more is said of how often.
func TestTargetsMetWithTheirNumber(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Repairs done on time | 83 | 86 | – | 85 | The target of 85% met for the second year.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target of 85% met again.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) achieved.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) exceeded for the third quarter running.",
		"percent up | Repairs done on time | 83 | 86 | – | – | Target (85%) was met.",
		"percent up | Repairs done on time | 87 | 86 | – | 85 | Target (85%) missed.",
	)
	saysNothingOf(t,
		"percent up | Repairs done on time | 87 | 86 | – | 85 | Target (85%) achieved.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) not met.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) achieved in Q1.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) met in two of three months.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) met by Adults for the second year.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Target (85%) met for the north.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | We want to see the target (85%) met again.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Gas safety target (85%) achieved.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | 83% on time. In September the target (85%) was achieved.",
		"percent up | Repairs done on time | 83 | 86 | – | 85 | Once the new depot opens, target (85%) achieved.",
	)
}

// Treble and triple are multiples as double is.
func TestTrebleAndTriple(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count up | Museum visits | 240 | 120 | – | – | More than treble last quarter's 120.",
		"count up | Museum visits | 240 | 120 | – | – | 240 visits, more than treble the 120 of Q1.",
		"count up | Museum visits | 240 | 120 | – | – | More than triple the number in Q1.",
		"count up | Museum visits | 240 | 190 | – | – | Visits rose to double the 190 of Q1.",
	)
	saysNothingOf(t,
		"count up | Museum visits | 380 | 120 | – | – | More than treble last quarter's 120.",
		"count up | Museum visits | 361 | 120 | – | – | 361 visits, more than treble the 120 of Q1.",
		"count up | Museum visits | 240 | 120 | – | – | School visits were treble those of Q1.",
		"count up | Museum visits | 240 | 120 | – | – | Triple glazing has been fitted since last quarter.",
		"count up | Museum visits | 240 | 120 | – | – | The target is to treble last quarter's 120.",
		"count up | Museum visits | 240 | 120 | – | – | We aim to treble the 120 visits of Q1 by the spring.",
		"count up | Museum visits | 240 | 120 | – | – | We expect to more than treble the 120 of Q1.",
		"count up | Museum visits | 240 | 120 | – | – | Sales of books were treble the 120 of Q1.",
	)
}
