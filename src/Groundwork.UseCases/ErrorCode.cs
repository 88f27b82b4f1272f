namespace Groundwork.UseCases;

/// <summary>One kind of failure as the outside world sees it.</summary>
/// <param name="Code">Stable, like <c>GW1204</c>.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="ExitCode">1 the work failed, 2 the command line is wrong.</param>
/// <param name="HttpStatus">Status of an HTTP reply.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ErrorCode(string Code, string Title, int ExitCode, int HttpStatus, string Advice);
