namespace Groundwork.UseCases;

/// <summary>A failure as JSON.</summary>
/// <param name="Error">The failure.</param>
public sealed record ErrorReply(ErrorDetail Error);

/// <summary>What failed.</summary>
/// <param name="Code">Stable code, see the error reference.</param>
/// <param name="Message">What happened, with which values, and what to do.</param>
public sealed record ErrorDetail(string Code, string Message);
