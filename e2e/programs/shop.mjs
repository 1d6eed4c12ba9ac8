// The application that fails: a cause, a wrapping error, and functions of its own on the stack.

class PaymentError extends Error {
  name = 'PaymentError';
}

function parseAmount(order) {
  throw new TypeError(`amount of order ${order} is not a number`);
}

export function chargeCard(order) {
  try {
    return parseAmount(order);
  } catch (cause) {
    throw new PaymentError(`could not charge the card for order ${order}`, { cause });
  }
}
