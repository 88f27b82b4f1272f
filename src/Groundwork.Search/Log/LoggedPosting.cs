namespace Groundwork.Search.Log;

/// <summary>Where a posting stands in the records of the log.</summary>
/// <param name="Term">Number of its term.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Body">Which record.</param>
/// <param name="At">Where its fields begin in the record.</param>
internal readonly record struct LoggedPosting(int Term, int Entry, int Body, int At);
