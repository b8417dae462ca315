import { Kbd, Modal, Table } from '@mantine/core';
import { KEYS } from './use-keyboard.js';

const NAMES: Record<string, string> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" centered>
      <Table withRowBorders={false}>
        <Table.Tbody>
          {Object.entries(KEYS).map(([key, { label }]) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{NAMES[key] ?? key}</Kbd>
              </Table.Td>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
