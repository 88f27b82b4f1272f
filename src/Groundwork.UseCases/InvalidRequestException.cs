namespace Groundwork.UseCases;

/// <summary>A request cannot be understood; the message names the value and what is possible.</summary>
public sealed class InvalidRequestException(string message) : Exception(message);
