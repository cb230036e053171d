package register_test

import (
	"fmt"
	"os"
	"strings"

	"chaser/register"
)

// What could not be read is listed, each with the path of where it stands, and the rest is read.
func ExampleReadJSON() {
	r, faults := register.ReadJSON(strings.NewReader(`{
		"collections": [{"period": "2023-24Q4", "opens": "2024-04-02", "due": "19/04/2024", "committee_date": "2024-06-11"}],
		"closures":    [{"date": "2024-12-27", "name": "Christmas closure"}]
	}`))
	for _, f := range faults {
		fmt.Println(f)
	}
	for _, c := range r.Closures {
		fmt.Println(c.Day.Words(), c.Name)
	}
	// Output:
	// collections[0].due: "19/04/2024" is not a date; write it as 2024-01-19
	// 27 December 2024 Christmas closure
}

// Numbers keep the digits that they were given with.
func ExampleWriteJSON() {
	r, faults := register.ReadJSON(strings.NewReader(`{"figures": [{"indicator": "REG1", "period": "2023-24Q2", "value": "93.50"}]}`))
	if len(faults) > 0 {
		fmt.Println(faults)
	}
	r.Figures[0].Commentary = "Two registrars joined."
	if err := register.WriteJSON(os.Stdout, r); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "people": [],
	//   "committees": [],
	//   "indicators": [],
	//   "collections": [],
	//   "figures": [
	//     {
	//       "indicator": "REG1",
	//       "period": "2023-24Q2",
	//       "value": "93.50",
	//       "numerator": null,
	//       "denominator": null,
	//       "status": "final",
	//       "commentary": "Two registrars joined.",
	//       "actions": ""
	//     }
	//   ]
	// }
}
