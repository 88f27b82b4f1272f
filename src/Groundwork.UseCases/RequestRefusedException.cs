namespace Groundwork.UseCases;

/// <summary>A request comes from where none may come from; the message names the value and what is possible.</summary>
public sealed class RequestRefusedException(string message) : Exception(message);
