package doubt_test

import "testing"

// Counts whose percentages make a hundred are all of what they are parts of.
func TestPairsThatFillAWhole(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We had 4,206 employees in scope. In 2023, 64% of our workforce was female (2,692) and 36% male (1,541).",
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We had 4,260 employees in scope. In 2023, 64% of our workforce was female (2,692) and 36% male (1,514).",
		"count none | Applications | 3,020 | – | – | – | 2,614 (87%) got their first choice, 211 (7%) their second, and 68 (2%) their third. 147 (5%) got another offer.",
		"count none | Applications | 3,040 | – | – | – | 2,614 (86%) got their first choice, 211 (7%) their second, and 68 (2%) their third. 174 (5%) got another offer.",
		"count none | Enquiries closed | 14,302 | – | – | – | Out of scope 2,198 (15%), Too early 5,120 (36%), Not pursued 3,840 (27%), Withdrawn 1,612 (11%), Taken up 1,523 (11%).",
	)
	saysNothingOf(t,
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We had 4,206 employees in scope. In 2023, 64% of our workforce was female (2,692) and 36% male (1,514).",
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We had 4,206 employees in scope. In 2023, 64% of our workforce was female (2,690) and 36% male (1,513).",
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We had 4,206 employees in scope. In 2023, 64% of our workforce was female (2,682) and 36% male (1,494); 30 did not say.",
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | We sent 4,206 forms and 4,176 came back. 64% were from women (2,682) and 36% from men (1,494).",
		"count none | Applications | 3,040 | – | – | – | 2,614 (86%) got their first choice, 211 (7%) their second, and 68 (2%) their third. 147 (5%) got another offer.",
		"count none | Applications | 3,042 | – | – | – | 2,615 (86%) got their first choice, 210 (7%) their second, and 70 (2%) their third. 145 (5%) got another offer.",
		"count none | Applications | 3,042 | – | – | – | 2,614 (86%) got their first choice, including 211 (7%) by lot, and 212 (7%) their second.",
		"count none | Applications | 3,040 | – | – | – | 2,128 (70%) were online and 912 (30%) on paper. 1,003 (33%) were late.",
		"count none | Applications | 3,040 | – | – | – | 2,128 (70%) were online and 889 (29%) on paper.",
	)
}
