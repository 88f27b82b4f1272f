namespace Groundwork.Torture;

/// <summary>A promise of the program was broken in a way after which a trial cannot go on.</summary>
internal sealed class TortureException(string message) : Exception(message);
