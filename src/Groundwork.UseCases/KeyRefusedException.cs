namespace Groundwork.UseCases;

/// <summary>A key is missing, unknown, expired or revoked. The message says which, and never holds a secret.</summary>
public sealed class KeyRefusedException(string message) : Exception(message);
