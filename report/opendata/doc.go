// Package opendata prints a committee's report as data: CSV and JSON, each led by what it is, from whom and what its
// columns mean. Numbers have all their digits and text is exact. No cell of the CSV can run as a formula.
package opendata
