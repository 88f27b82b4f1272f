namespace Groundwork.UseCases;

/// <summary>A good key may not do this.</summary>
public sealed class KeyNotPermittedException(string message) : Exception(message);
