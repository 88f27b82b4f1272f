namespace Groundwork.Knowledge;

/// <summary>A filter text cannot be understood; the message shows where and what is possible.</summary>
public sealed class FilterSyntaxException(string message) : Exception(message);
